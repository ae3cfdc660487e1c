import { z } from "zod";
import { listRequests } from "@/db/queries/assessment/evidence-requests";
import { countOwnReviews, listLedOrganizations, listStalled } from "@/db/queries/assessment/homes";
import { listQueue } from "@/db/queries/assessment/review-queue";
import { countWaiting } from "@/db/queries/assessment/waiting";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { query } from "@/lib/kernel/query";
import { describeRequest } from "./evidence-request";
import { coverageOf, levelOf } from "./scoring";

/** A client with open work that did nothing for so many days is stalled. */
const STALLED_DAYS = 14;
const MOST_REVIEWS = 6;
const MOST_STALLED = 6;
const MOST_QUESTIONS = 5;

/** What a lead's home says: what waits longest, who stalls, what was done, and how the organizations stand. */
export async function readLeadHome(tx: Tx, actor: Actor) {
  const [reviews, organizations, stalled, own, questions, waiting] = await Promise.all([
    listQueue(tx, { organizationId: null, productId: null, section: null }, null, MOST_REVIEWS),
    listLedOrganizations(tx),
    listStalled(tx, STALLED_DAYS, MOST_STALLED),
    countOwnReviews(tx),
    listRequests(tx, { open: true, kind: "question", limit: MOST_QUESTIONS }),
    countWaiting(tx, "lead"),
  ]);
  return {
    waiting: organizations.reduce((sum, { waiting }) => sum + waiting, 0),
    /** What clients ask about evidence, and how many questions of that kind are open. */
    questions: questions.map((row) => describeRequest(row, actor)),
    questionCount: waiting.requests,
    reviews: reviews.map((row) => ({
      responseId: row.id,
      question: row.question,
      section: row.section,
      product: row.product,
      organization: row.organization,
      answeredBy: row.answered_by,
      again: row.again,
      evidence: row.evidence_count,
      submittedAt: row.submitted_at.toISOString(),
    })),
    organizations: organizations.map((row) => ({
      id: row.id,
      name: row.name,
      products: row.products,
      /** How many of the products have a score; `score` is their mean. */
      scored: row.scored,
      score: row.score,
      level: row.score === null ? null : levelOf(row.score),
      coverage: coverageOf(row.answered, row.applicable, 0),
      validatedCoverage: coverageOf(row.approved, row.applicable, 0),
      waiting: row.waiting,
      waitingSince: row.waiting_since?.toISOString() ?? null,
    })),
    stalled: stalled.map((row) => ({
      productId: row.product_id,
      product: row.product,
      organization: row.organization,
      owner: row.owner,
      unanswered: row.unanswered,
      returned: row.returned,
      unsubmitted: row.unsubmitted,
      lastActivity: row.last_activity.toISOString(),
    })),
    stalledCount: stalled[0]?.total ?? 0,
    own: {
      thisMonth: own.this_month,
      lastMonth: own.last_month,
      approved: own.approved,
      needsRevision: own.needs_revision,
      rejected: own.rejected,
      days: own.days,
    },
  };
}

/** The lead's home. */
export const getLeadHome = query({
  action: "assessment.home.lead",
  input: z.object({}),
  allow: (actor) => actor.role === "lead",
  run: ({ tx, actor }) => readLeadHome(tx, actor),
});
