import { findEvidenceRequest, type EvidenceRequestRow } from "@/db/queries/assessment/evidence-requests";
import { listThreadRecipients } from "@/db/queries/assessment/recipients";
import { findComment, insertComment } from "@/db/queries/assessment/threads";
import { resolveRequest } from "@/db/queries/assessment/write-evidence-request";
import type { Actor } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { notify } from "@/lib/notify/notify";
import { canAnswerRequests, canRequestEvidence } from "./evidence-policy";
import { describeRequest, requestAccess } from "./evidence-request";
import { requestResolutionInput } from "./evidence-request-input";
import { questionPath, requestsPath, reviewPath } from "./links";

const words = {
  withdrawn: "Withdrawn",
  declined: "Declined",
  answered: "Answered",
} as const;
type Outcome = keyof typeof words;

/** Who asked takes it back; who was asked declines a request or answers a question. */
function mayResolve(actor: Actor, row: EvidenceRequestRow, outcome: Outcome): boolean {
  const byReviewer = (row.kind === "request") === (outcome === "withdrawn");
  return byReviewer ? canRequestEvidence(actor, requestAccess(row)) : canAnswerRequests(actor, requestAccess(row));
}

/**
 * Ends a request but by evidence: withdrawn, declined with words, or, of a client's question, answered. What is said is a
 * reply in its thread.
 * @throws Fault conflict when it is closed already, stale_version when `version` is not the current one
 */
export const resolveEvidenceRequest = command({
  action: "assessment.evidence_request.resolve",
  scope: "comments:write",
  subject: "request",
  input: requestResolutionInput,
  target: (tx, input) => findEvidenceRequest(tx, input.request_id),
  allow: (actor, row, input) => mayResolve(actor, row, input.status),
  run: async ({ tx, actor, target }, input) => {
    if (
      (input.status === "declined" && target.kind !== "request") ||
      (input.status === "answered" && target.kind !== "question")
    )
      throw invalidField("status", `does not fit a ${target.kind}`);
    if (target.status !== "open") throw closed(target, actor);
    const done = await resolveRequest(tx, {
      id: target.id,
      status: input.status,
      resolution: input.text,
      resolvedBy: actor.userId,
      version: input.version ?? null,
    });
    const now = (await findEvidenceRequest(tx, target.id))!;
    if (!done) throw now.status === "open" ? stale(now, actor) : closed(now, actor);
    await say(tx, actor, now, input.status, input.text);
    return describeRequest(now, actor);
  },
});

async function say(tx: Tx, actor: Actor, row: EvidenceRequestRow, outcome: Outcome, text: string) {
  const place = { organizationId: row.organization_id, productId: row.product_id };
  const opened = await findComment(tx, row.comment_id);
  const responseId = opened?.response_id ?? null;
  await insertComment(tx, {
    ...place,
    responseId,
    authorId: actor.userId,
    parentCommentId: row.comment_id,
    comment: [words[outcome], text].filter(Boolean).join(": "),
    responseVersion: null,
  });
  const wanted = row.kind === "request";
  const told = await listThreadRecipients(tx, { ...place, responseId, leads: false });
  // A request's end by the lead concerns those who answer; its refusal, who asked. An answer concerns all who answer.
  const toClients = wanted === (outcome === "withdrawn");
  const ids = told
    .filter(({ id, role }) => (toClients ? role === "client" : id === row.requested_by))
    .map(({ id }) => id);
  const { product_id: productId, section_id: sectionId, question_id: questionId } = row;
  const atReview = row.response_id === null ? requestsPath(productId) : reviewPath(row.response_id);
  await notify(tx, actor, ids, {
    organizationId: row.organization_id,
    kind: `evidence_${outcome}`,
    subject: `${words[outcome]}: ${wanted ? "evidence for" : "what would satisfy"} ${row.question}`,
    detail: text,
    link: toClients ? questionPath({ productId, sectionId, questionId }, true) : atReview,
  });
}

const closed = (row: EvidenceRequestRow, actor: Actor) =>
  new Fault("conflict", `This is ${row.status} already. Nothing was changed.`, {
    details: { current: describeRequest(row, actor) },
  });

const stale = (row: EvidenceRequestRow, actor: Actor) =>
  new Fault("stale_version", "This changed since you last saw it. Nothing was overwritten.", {
    details: { current: describeRequest(row, actor) },
  });
