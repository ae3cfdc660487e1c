import { randomKey } from "./random-key";
import type { AnswerQueue } from "./answer-queue";
import type { ResponseStatus } from "../status/status-badges";

/** What linking a file leaves of the response. */
interface Linked {
  responseId: number;
  version: number;
  status: ResponseStatus;
  at: string;
}

/**
 * Links a stored file to the answer of a question, making the response where there is none yet. It adds and takes nothing
 * away, so it needs no version.
 * @throws Error with words for the person
 */
async function linkEvidence(productId: number, questionId: number, evidenceId: number): Promise<Linked> {
  const body = { product_id: productId, question_id: questionId, evidence_ids: [evidenceId], partial: true };
  const response = await fetch("/api/save_response", {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": randomKey() },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error("The connection was lost before the file was linked. Try again.");
  });
  const reply = await response.json().catch(() => null);
  if (!response.ok) throw new Error(reply?.detail ?? "The file was stored, but not linked. Try again.");
  return { responseId: reply.response_id, version: reply.version, status: reply.status, at: reply.saved_at };
}

/** The same, and the queue knows of it. */
export async function linkTo(
  queue: AnswerQueue | undefined,
  productId: number,
  questionId: number,
  evidenceId: number,
) {
  const { responseId, version, status, at } = await linkEvidence(productId, questionId, evidenceId);
  queue?.receive(productId, questionId, (known) => ({ ...known, responseId, version, status, at }));
  return { version, status };
}
