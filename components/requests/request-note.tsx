"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { DueBadge } from "../status/due-badge";
import { unreachable } from "../threads/use-thread";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormError, Notice } from "../ui/form-error";
import { Textarea } from "../ui/input";
import { RelativeTime } from "../ui/relative-time";

export type Outcome = "withdrawn" | "declined" | "answered";

export type ResolveRequest = (input: {
  request_id: number;
  status: Outcome;
  text?: string;
}) => Promise<{ ok: true; data: unknown } | { ok: false; fault: { message: string } }>;

/** What is wanted as evidence, as far as a note shows it. */
export interface NotedRequest {
  id: number;
  kind: "request" | "question";
  text: string;
  due_on: string | null;
  requester: string;
  created_at: string;
}

const verbs: Record<Outcome, { open: string; label: string; send: string }> = {
  answered: { open: "Answer", label: "What evidence would satisfy?", send: "Send answer" },
  declined: { open: "Cannot provide it", label: "Why it cannot be provided", send: "Decline request" },
  withdrawn: { open: "Withdraw", label: "", send: "Withdraw" },
};

/** An open request for evidence, or question about it, with what can be done about it besides linking a file. */
export function RequestNote({
  request,
  outcomes,
  resolve,
}: {
  request: NotedRequest;
  /** What whoever looks may do. */
  outcomes: Outcome[];
  resolve: ResolveRequest;
}) {
  const wanted = request.kind === "request";
  return (
    <Notice
      tone={wanted ? "warning" : "info"}
      title={
        wanted ? `${request.requester} requests evidence` : `${request.requester} asks what evidence would satisfy`
      }
    >
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{request.text}</p>
      <p className="flex flex-wrap items-center gap-x-3 text-sm">
        <RelativeTime value={request.created_at} />
        <DueBadge dueOn={request.due_on} />
      </p>
      <ResolveButtons requestId={request.id} outcomes={outcomes} resolve={resolve} />
    </Notice>
  );
}

/** The ways to end a request; those that need words ask for them in place. */
export function ResolveButtons({
  requestId,
  outcomes,
  resolve,
}: {
  requestId: number;
  outcomes: Outcome[];
  resolve: ResolveRequest;
}) {
  const router = useRouter();
  const [writing, setWriting] = useState<Outcome>();
  const [text, setText] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState("");

  async function send(status: Outcome) {
    if (pending) return;
    if (status !== "withdrawn" && !text.trim()) return setError("Say it in a few words first.");
    setPending(true);
    setError("");
    const result = await resolve({ request_id: requestId, status, text: text.trim() }).catch(() => undefined);
    setPending(false);
    if (!result?.ok) return setError(result?.fault.message ?? unreachable);
    setWriting(undefined);
    router.refresh();
  }

  if (outcomes.length === 0) return null;
  return (
    <div className="mt-2 flex flex-col gap-2">
      {writing && (
        <Field label={verbs[writing].label}>
          <Textarea
            rows={2}
            maxLength={2_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoFocus
          />
        </Field>
      )}
      <FormError>{error}</FormError>
      <div className="flex flex-wrap gap-2">
        {writing ? (
          <>
            <Button size="sm" variant="primary" pending={pending} onClick={() => void send(writing)}>
              {verbs[writing].send}
            </Button>
            <Button size="sm" onClick={() => setWriting(undefined)}>
              Cancel
            </Button>
          </>
        ) : (
          outcomes.map((outcome) => (
            <Button
              key={outcome}
              size="sm"
              pending={pending}
              onClick={() => (outcome === "withdrawn" ? void send(outcome) : setWriting(outcome))}
            >
              {verbs[outcome].open}
            </Button>
          ))
        )}
      </div>
    </div>
  );
}
