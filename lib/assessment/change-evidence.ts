import {
  findResponseById,
  lockAnswerSet,
  type LockedSetRow,
  type ResponseRow,
} from "@/db/queries/assessment/answer-set";
import type { EvidenceItem } from "@/db/queries/assessment/evidence-json";
import { findResponsePlace } from "@/db/queries/assessment/response-evidence";
import { writeResponse } from "@/db/queries/assessment/write-response";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { changeOf, placed } from "./change-of";
import { fulfilRequests } from "./fulfil-requests";
import { refuseDropped } from "./refuse-dropped";

/** A response whose evidence is to change, its answer set locked. */
export interface EvidenceTarget extends LockedSetRow {
  before: ResponseRow & { dropped: boolean };
}

export async function lockResponse(tx: Tx, responseId: number): Promise<EvidenceTarget | undefined> {
  const place = await findResponsePlace(tx, responseId);
  if (!place) return undefined;
  const { product_id: productId, user_id: userId } = place;
  // Sent together: the second sees what the lock waited for, a move of the product for one.
  const [set, before] = await Promise.all([
    lockAnswerSet(tx, productId, userId),
    findResponseById(tx, productId, userId, responseId),
  ]);
  return set && before ? { ...set, before } : undefined;
}

/** A place in the words of policy.ts. */
export const accessOf = (place: {
  organization_id: number;
  owner_id: number;
  is_member: boolean;
  archived: boolean;
  user_id: number;
}) => ({
  organizationId: place.organization_id,
  ownerId: place.owner_id,
  isMember: place.is_member,
  archived: place.archived,
  userId: place.user_id,
});

export interface ChangedEvidence {
  response_id: number;
  version: number;
  status: ResponseStatus;
  evidence: EvidenceItem[];
}

/**
 * Writes the next version of a response, which differs in its evidence alone. What was handed in stays so; what came back
 * becomes a draft.
 * @throws Fault conflict for an answer that is history alone
 */
export async function writeEvidence(
  tx: Tx,
  actor: Actor,
  { before, ...set }: EvidenceTarget,
  evidence: EvidenceItem[],
  added: number[] = [],
): Promise<ChangedEvidence> {
  refuseDropped(before);
  const status = before.status === "submitted" ? ("submitted" as const) : ("draft" as const);
  const after = { ...placed(before), status };
  const { scores, counts } = changeOf(before, after);
  const saved = await writeResponse(
    tx,
    {
      ...after,
      id: before.id,
      organizationId: set.organization_id,
      productId: set.id,
      userId: set.user_id,
      answerSetId: set.answer_set_id!,
      question: before.question,
      comment: before.comment,
      answeredBy: actor.userId,
      evidenceIds: evidence.map((item) => item.id),
      newEvidenceIds: added,
    },
    scores,
    counts,
  );
  if (added.length > 0) await fulfilRequests(tx, actor, linkOf(set, before));
  return { response_id: before.id, version: saved.version, status, evidence };
}

/** Where a file was linked, for what it fulfils. */
const linkOf = (set: LockedSetRow, response: ResponseRow) => ({
  organizationId: set.organization_id,
  productId: set.id,
  userId: set.user_id,
  questionId: response.question_id,
  question: response.question,
  responseId: response.id,
});
