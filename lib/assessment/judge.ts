import { judgeResponse, type JudgedRow, type ReviewedRow } from "@/db/queries/assessment/reviews";
import type { ReviewStatus } from "@/db/schema/assessment/lead-comments";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { changeOf, placed } from "./change-of";
import { refreshModel } from "./refresh-model";
import { refuseDropped } from "./refuse-dropped";

/** A response to be judged, its answer set locked. */
export interface LockedResponse {
  response: ReviewedRow;
  answerSetId: number;
}

/** What a lead says of a response, and what the response becomes by it. */
export interface Saying {
  says: ReviewStatus;
  becomes: ResponseStatus;
  comment: string;
  parentCommentId?: number;
}

/**
 * Writes a judgement with what it changes in scores and counts.
 * @throws Fault stale_version when the response is not at the version that was loaded, conflict when it is history alone
 */
export async function judge(
  tx: Tx,
  actor: Actor,
  { response, answerSetId }: LockedResponse,
  saying: Saying,
): Promise<JudgedRow> {
  refuseDropped(response);
  const { scores, counts } = changeOf(response, { ...placed(response), status: saying.becomes });
  const judged = await judgeResponse(
    tx,
    {
      responseId: response.id,
      answerSetId,
      version: response.version,
      becomes: saying.becomes,
      authorId: actor.userId,
      says: saying.says,
      comment: saying.comment,
      parentCommentId: saying.parentCommentId ?? null,
    },
    scores,
    counts,
  );
  if (!judged) throw staleVerdict(response);
  await refreshModel(tx, response, response);
  return judged;
}

/** 409: what was judged is not what stands. */
export const staleVerdict = (response: ReviewedRow) =>
  new Fault("stale_version", "This answer changed since you last saw it. Nothing was judged; look at it again.", {
    details: { current: standing(response) },
  });

/** What stands now, for a screen that has to catch up. */
export const standing = (response: ReviewedRow) => ({
  response_id: response.id,
  version: response.version,
  status: response.status,
  answer: response.answer,
  answered_by: response.answered_by_name,
  updated_at: response.updated_at.toISOString(),
});

/** A response in the words of policy.ts. */
export const reviewAccess = (response: ReviewedRow) => ({
  organizationId: response.organization_id,
  userId: response.user_id,
  answeredBy: response.answered_by,
});
