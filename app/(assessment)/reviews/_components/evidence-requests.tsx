"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";
import { requestEvidenceAction, resolveRequestAction } from "@/app/(assessment)/evidence/actions";
import { Drawer } from "@/components/frame/drawer";
import { RequestNote, type Outcome } from "@/components/requests/request-note";
import { unreachable } from "@/components/threads/use-thread";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input, Textarea } from "@/components/ui/input";
import type { EvidenceRequest } from "@/lib/assessment/evidence-request";
import type { Review } from "@/lib/assessment/get-review";

/** What is open about evidence for the answer, and the form that asks for more. */
export function EvidenceRequests({ review, open, onClose }: { review: Review; open: boolean; onClose: () => void }) {
  return (
    <>
      {review.requests.map((request) => (
        <RequestNote key={request.id} request={request} outcomes={outcomesOf(request)} resolve={resolveRequestAction} />
      ))}
      <Drawer
        open={open}
        onOpenChange={(next) => !next && onClose()}
        covers
        title="Request evidence"
        description={review.question.text}
      >
        {open && <RequestForm review={review} onDone={onClose} />}
      </Drawer>
    </>
  );
}

const outcomesOf = ({ can }: EvidenceRequest): Outcome[] => [
  ...(can.answer ? (["answered"] as const) : []),
  ...(can.withdraw ? (["withdrawn"] as const) : []),
];

function RequestForm({ review, onDone }: { review: Review; onDone: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [dueOn, setDueOn] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState("");

  async function send(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (!text.trim()) return setError("Say what should prove the answer.");
    setPending(true);
    setError("");
    const place = { product_id: review.product.id, response_id: review.response_id };
    const input = { ...place, kind: "request" as const, text: text.trim(), due_on: dueOn || null };
    const result = await requestEvidenceAction(input).catch(() => undefined);
    setPending(false);
    if (!result?.ok) return setError(result?.fault.message ?? unreachable);
    toast("Evidence requested");
    router.refresh();
    onDone();
  }

  return (
    <form onSubmit={(event) => void send(event)} noValidate method="post" className="flex flex-col gap-4">
      <Field
        label="What should prove it"
        hint="It is a to-do of those who answer, until they add a file or decline with words."
      >
        <Textarea
          name="text"
          rows={3}
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Field label="Due" optional>
        <Input
          type="date"
          name="due_on"
          min="2000-01-01"
          value={dueOn}
          onChange={(event) => setDueOn(event.target.value)}
        />
      </Field>
      <FormError>{error}</FormError>
      <div>
        <Button type="submit" variant="primary" icon="send" pending={pending}>
          Request evidence
        </Button>
      </div>
    </form>
  );
}
