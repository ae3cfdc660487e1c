import { z } from "zod";
import { listOwnAssignments } from "@/db/queries/assessment/assignments";
import { listRequests } from "@/db/queries/assessment/evidence-requests";
import { listHomeProducts, type HomeProductRow } from "@/db/queries/assessment/homes";
import { listAnswerStates } from "@/db/queries/assessment/progress";
import { listReturned } from "@/db/queries/assessment/to-do";
import { countWaiting } from "@/db/queries/assessment/waiting";
import { countOwnUnread, listOwnNotifications } from "@/db/queries/notify/notifications";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { query } from "@/lib/kernel/query";
import { describeAssignment } from "./assignments";
import { describeRequest } from "./evidence-request";
import { questionPath } from "./links";
import { byDay } from "./list-to-do";
import { nextIn } from "./outline";
import { outlineOf } from "./outline-of";
import { describeProduct } from "./product";
import { loadQuestionnaire } from "./questionnaire";
import { roundScore } from "./scoring";

const MOST_PRODUCTS = 12;
const MOST_RETURNED = 5;
const MOST_NOTICES = 5;
const MOST_ASSIGNED = 5;
const MOST_REQUESTS = 5;

/** Where to go on: question `number` of a product, of which `total` apply. */
export interface NextQuestion {
  product: { id: number; name: string };
  section: string;
  question: string;
  number: number;
  total: number;
  answered: number;
  /** What kind of work it is: the first question, the next one, or one that came back. */
  kind: "begin" | "continue" | "returned";
  link: string;
}

/** What a client's home says: what needs it now, then the picture. A constant number of queries. */
export async function readClientHome(tx: Tx, actor: Actor) {
  const [rows, returned, waiting, unread, notices, assigned, requests] = await Promise.all([
    listHomeProducts(tx, MOST_PRODUCTS + 1),
    listReturned(tx, null, MOST_RETURNED),
    countWaiting(tx, "client"),
    countOwnUnread(tx),
    listOwnNotifications(tx, { unreadOnly: true, limit: MOST_NOTICES }),
    listOwnAssignments(tx, null, MOST_ASSIGNED),
    listRequests(tx, { own: true, open: true, kind: "request", limit: MOST_REQUESTS }),
  ]);
  return {
    next: await nextQuestion(tx, rows),
    returned: await Promise.all(
      returned.map(async (row) => {
        const questionnaire = await loadQuestionnaire(tx, row.questionnaire_version_id);
        const sectionId = (row.question_id !== null && questionnaire.byId.get(row.question_id)?.sectionId) || null;
        return {
          responseId: row.id,
          product: row.product,
          question: row.question,
          verdict: row.verdict,
          by: row.verdict_by,
          text: row.verdict_text,
          at: row.reviewed_at.toISOString(),
          changed: row.status === "draft",
          link: questionPath({ productId: row.product_id, sectionId, questionId: row.question_id }, true),
        };
      }),
    ),
    /** Answers that came back and were not changed yet. */
    returnedCount: waiting.returned,
    /** Answers that finished actions ask to renew. */
    renewCount: waiting.to_renew,
    assigned: assigned.map(describeAssignment),
    requests: requests.map((row) => describeRequest(row, actor)).sort(byDay),
    /** All requests that are open, of which `requests` may be the newest. */
    requestCount: waiting.requests,
    notices: notices.map(({ id, subject, detail, link, actor, created_at }) => ({
      id,
      subject,
      detail,
      link,
      actor,
      at: created_at.toISOString(),
    })),
    unread,
    products: rows.slice(0, MOST_PRODUCTS).map((row) => ({
      ...describeProduct(row),
      mine: row.mine,
      scored: row.averages.length > 0,
      returned: row.counts.needsRevision + row.counts.rejected,
      submitted: row.counts.submitted,
      active_at: (row.answered_at ?? row.created_at).toISOString(),
      trend: row.trend.map((point) => ({ at: point.taken_at, score: roundScore(point.overall_score) })),
    })),
    more: rows.length > MOST_PRODUCTS,
  };
}

/** The client's home. */
export const getClientHome = query({
  action: "assessment.home.client",
  input: z.object({}),
  allow: (actor) => actor.role === "client",
  run: ({ tx, actor }) => readClientHome(tx, actor),
});

/** In the product worked on last that still has something to answer. */
async function nextQuestion(tx: Tx, rows: HomeProductRow[]): Promise<NextQuestion | null> {
  const left = ({ counts, asked_count }: HomeProductRow) => asked_count - counts.answered - counts.notApplicable > 0;
  const own = rows.filter((row) => row.mine);
  const begun = ({ counts }: HomeProductRow) => counts.answered + counts.notApplicable > 0;
  const row = own.find((each) => left(each) && begun(each)) ?? own.find(left);
  if (!row) return null;
  const [questionnaire, states] = await Promise.all([
    loadQuestionnaire(tx, row.questionnaire_version_id),
    listAnswerStates(tx, row.id, row.owner_id),
  ]);
  const next = nextIn(outlineOf(questionnaire, states, []), row.last_question_id);
  const question = next && questionnaire.byId.get(next.id);
  if (!next || !question) return null;
  return {
    product: { id: row.id, name: row.name },
    section: question.section,
    question: question.text,
    number: next.number,
    total: row.asked_count - row.counts.notApplicable,
    answered: row.counts.answered,
    kind: next.done ? "returned" : begun(row) ? "continue" : "begin",
    link: questionPath({ productId: row.id, sectionId: question.sectionId, questionId: question.id }),
  };
}
