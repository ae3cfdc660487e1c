import type { Verdict } from "@/db/schema/assessment/lead-comments";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import type { People } from "./move";
import type { LegacyComment } from "./read-comment";
import type { LegacyResponse } from "./read-response";

/** The latest judgement of an answer. */
export interface JudgedAs {
  verdict: Verdict;
  at: Date | undefined;
}

/** Who judges: what a client says about an answer is no verdict, whatever its row claims. */
export const mayJudge = (people: People, authorId: number | undefined) => {
  const role = authorId === undefined ? undefined : people.get(authorId)?.role;
  return role === "lead" || role === "superuser";
};

/** The latest verdict on each response, by its id there. Comments come in the order of their ids. */
export function latestVerdicts(comments: readonly LegacyComment[], people: People): Map<number, JudgedAs> {
  const latest = new Map<number, JudgedAs>();
  for (const { responseId, verdict, authorId, createdAt: at } of comments) {
    if (responseId === undefined || !verdict || !mayJudge(people, authorId)) continue;
    const before = latest.get(responseId);
    if (!before || (at?.getTime() ?? 0) >= (before.at?.getTime() ?? 0)) latest.set(responseId, { verdict, at });
  }
  return latest;
}

/** States of a product in which its answers had been handed in. */
const HANDED_IN = new Set(["questions_done", "under_review", "review_done", "completed", "needs_client_response"]);
export const isHandedIn = (productStatus: string) => HANDED_IN.has(productStatus.toLowerCase());

/**
 * Where an answer stands here. Its own marks come first, then the latest verdict; one that was marked as reviewed and
 * nothing more waits for a verdict. The rest was handed in if its product was.
 */
export function statusOf(
  response: Pick<LegacyResponse, "isApproved" | "isReviewed" | "needsResponse">,
  judged: JudgedAs | undefined,
  handedIn: boolean,
): ResponseStatus {
  if (response.isApproved) return "approved";
  if (response.needsResponse) return judged?.verdict === "rejected" ? "rejected" : "needs_revision";
  if (judged) return judged.verdict;
  return response.isReviewed || handedIn ? "submitted" : "draft";
}
