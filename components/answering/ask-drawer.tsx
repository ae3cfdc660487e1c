"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";
import { Drawer } from "../frame/drawer";
import { unreachable } from "../threads/use-thread";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormError } from "../ui/form-error";
import { Textarea } from "../ui/input";
import type { WorkActions } from "./work-actions";

/** Asks the leads what evidence would satisfy, in the drawer. */
export function AskDrawer({
  open,
  question,
  productId,
  questionId,
  ask,
  onClose,
}: {
  open: boolean;
  /** Its text. */
  question: string;
  productId: number;
  questionId: number;
  ask: WorkActions["ask"];
  onClose: () => void;
}) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState("");

  async function send(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (!text.trim()) return setError("Say what you have, or what is unclear.");
    setPending(true);
    setError("");
    const input = { kind: "question" as const, product_id: productId, question_id: questionId, text: text.trim() };
    const result = await ask(input).catch(() => undefined);
    setPending(false);
    if (!result?.ok) return setError(result?.fault.message ?? unreachable);
    setText("");
    toast("Your leads are asked");
    router.refresh();
    onClose();
  }

  return (
    <Drawer
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Ask what evidence would satisfy"
      description={question}
    >
      <form onSubmit={(event) => void send(event)} noValidate method="post" className="flex flex-col gap-4">
        <Field label="Your question" hint="It reaches the leads of your organization, and stands in the thread.">
          <Textarea
            name="text"
            rows={3}
            maxLength={2_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <FormError>{error}</FormError>
        <div>
          <Button type="submit" variant="primary" icon="send" pending={pending}>
            Ask
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
