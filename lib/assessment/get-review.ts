import { listRequests } from "@/db/queries/assessment/evidence-requests";
import { findNeighbours } from "@/db/queries/assessment/review-queue";
import { listEvidenceOf } from "@/db/queries/assessment/response-evidence";
import { findReviewed, type ReviewedRow } from "@/db/queries/assessment/reviews";
import { findJudgedRevision, type JudgedRevisionRow } from "@/db/queries/assessment/revisions";
import type { Actor } from "@/lib/kernel/actor";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { chosenOptions } from "./asked";
import { placed } from "./change-of";
import { compareTexts } from "./compare-texts";
import { canRequestEvidence } from "./evidence-policy";
import { describeRequest } from "./evidence-request";
import { filterOf, queueFilter } from "./get-review-queue";
import { loadThread, type Thread } from "./get-thread";
import { reviewAccess } from "./judge";
import { canReview, canSeeProduct, canUseQueue } from "./policy";
import { loadQuestionnaire, type PlacedQuestion } from "./questionnaire";
import { WITHDRAW_MINUTES } from "./withdraw-verdict";

/** Open requests that are shown of one answer. */
const MOST_REQUESTS = 20;

/** Everything a lead needs to judge a response, and its neighbours in the queue as it is narrowed. */
export const getReview = query({
  action: "assessment.review.read",
  scope: "responses:read",
  subject: "response",
  input: queueFilter.extend({ response_id: id() }),
  target: (tx, input) => findReviewed(tx, input.response_id),
  allow: (actor, response) => canUseQueue(actor) && canSeeProduct(actor, { organizationId: response.organization_id }),
  run: async ({ tx, actor, target: response }, input) => {
    const place = response.submitted_at && { submittedAt: response.submitted_at, id: response.id };
    const [questionnaire, evidence, judged, thread, neighbours, requests] = await Promise.all([
      loadQuestionnaire(tx, response.questionnaire_version_id),
      listEvidenceOf(tx, [response.id]),
      findJudgedRevision(tx, response.organization_id, response.id, response.version),
      loadThread(tx, actor, {
        organizationId: response.organization_id,
        productId: response.product_id,
        responseId: response.id,
      }),
      findNeighbours(tx, filterOf(input), place),
      listRequests(tx, { responseId: response.id, productId: response.product_id, open: true, limit: MOST_REQUESTS }),
    ]);
    const question = response.question_id === null ? undefined : questionnaire.byId.get(response.question_id);
    const words = ownWords(response, question);
    const wait = response.submitted_at;
    return {
      response_id: response.id,
      product: { id: response.product_id, name: response.product },
      organization: { id: response.organization_id, name: response.organization },
      question: {
        id: response.question_id,
        code: question?.code ?? null,
        text: response.question,
        section: response.section,
        dimension: response.dimension,
        subdimension: response.subdimension,
        meaning: question?.meaning ?? "",
        good_evidence: question?.good_evidence ?? "",
        type: question?.type ?? ("option" as const),
        evidence_required: question?.evidence_required ?? false,
        /** False: its condition is not met any more, and there is nothing to judge. */
        asked: response.asked,
        options: question?.options ?? [],
      },
      answer: {
        /** The options chosen: one, several, or the band of a number. */
        chosen: chosenOptions(placed(response)),
        words,
        maturity_score: response.maturity_score,
        score_source: response.score_source,
        reasons: response.reasons ?? [],
        not_applicable: response.not_applicable,
        not_applicable_reason: response.not_applicable_reason,
        comment: response.comment,
        answered_by: response.answered_by_name,
      },
      status: response.status,
      version: response.version,
      submitted_at: wait ? wait.toISOString() : null,
      evidence: evidence.map(({ added_at, ...item }) => ({ ...item, added_at: added_at.toISOString() })),
      changes: judged ? changesSince(judged, response, words, evidence, question) : null,
      thread,
      /** What is open about evidence for it. */
      requests: requests.map((row) => describeRequest(row, actor)),
      neighbours,
      can: permissions(actor, response, thread),
    };
  },
});

export type Review = Awaited<ReturnType<typeof getReview>>;

/** The answer's text where it says more than the options that were chosen. */
const ownWords = (
  row: { answer: string; option_id: number | null; option_ids: number[] | null },
  question: PlacedQuestion | undefined,
) => {
  const chosen = question?.options.find((option) => option.id === row.option_id)?.text;
  return row.option_ids !== null || (chosen === row.answer && question?.type !== "number") ? "" : row.answer;
};

const chosenThen = (judged: JudgedRevisionRow) =>
  chosenOptions({
    notApplicable: judged.not_applicable,
    optionId: judged.option_id,
    optionIds: judged.option_ids,
  });

function changesSince(
  judged: JudgedRevisionRow,
  response: ReviewedRow,
  words: string,
  evidence: { id: number; filename: string }[],
  question: PlacedQuestion | undefined,
) {
  const missing = (from: { id: number; filename: string }[], among: { id: number }[]) =>
    from.filter((item) => !among.some((other) => other.id === item.id)).map(({ id, filename }) => ({ id, filename }));
  const then = chosenThen(judged);
  const now = chosenOptions(placed(response));
  return {
    verdict: judged.verdict,
    judged_at: judged.judged_at.toISOString(),
    judged_by: judged.judged_by,
    version: judged.version,
    /** The options chosen then, where others are chosen now. */
    chosen_was: then.join() === now.join() ? null : then,
    score_was: judged.maturity_score === response.maturity_score ? null : judged.maturity_score,
    not_applicable_was: judged.not_applicable === response.not_applicable ? null : judged.not_applicable,
    words: compareTexts(ownWords(judged, question), words),
    comment: compareTexts(judged.comment, response.comment),
    evidence_added: missing(evidence, judged.evidence),
    evidence_removed: missing(judged.evidence, evidence),
  };
}

function permissions(actor: Actor, response: ReviewedRow, thread: Thread) {
  const may = canReview(actor, reviewAccess(response)) && !response.archived && !response.round_closed;
  const last = thread.messages.at(-1);
  const fresh = last ? Date.now() - Date.parse(last.created_at) < WITHDRAW_MINUTES * 60_000 : false;
  const standing = last?.response_version === response.version && last.status !== null && last.status !== "withdrawn";
  return {
    review: may && response.status === "submitted" && response.asked,
    request:
      response.status !== "approved" &&
      canRequestEvidence(actor, { organizationId: response.organization_id, archived: response.archived }),
    reopen: may && response.status === "approved",
    /** The verdict that can still be taken back. */
    withdraw: may && last?.own && standing && fresh ? last.id : null,
    own_answer: response.user_id === actor.userId || response.answered_by === actor.userId,
  };
}
