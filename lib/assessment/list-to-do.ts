import { z } from "zod";
import { listRenewals, type RenewalRow } from "@/db/queries/assessment/renewals";
import { listOwnAssignments } from "@/db/queries/assessment/assignments";
import { listRequests } from "@/db/queries/assessment/evidence-requests";
import { listReturned } from "@/db/queries/assessment/to-do";
import { listSentBack } from "@/db/queries/assessment/unaddressed";
import { id } from "@/lib/kernel/input";
import type { Tx } from "@/lib/kernel/database";
import { query } from "@/lib/kernel/query";
import { describeAssignment } from "./assignments";
import { describeRequest } from "./evidence-request";
import { actionPath, questionPath } from "./links";
import { inAssessment } from "./policy";
import { loadQuestionnaire } from "./questionnaire";
import { unaddressed } from "./refuse-unaddressed";

/** Items one list shows; who has more works through these first. */
const MOST_ITEMS = 500;

/** What is due first goes first, what is never due last. */
export const byDay = (a: { due_on: string | null; id: number }, b: { due_on: string | null; id: number }) =>
  (a.due_on ?? "9999").localeCompare(b.due_on ?? "9999") || a.id - b.id;

/**
 * What a lead sent back to the caller: `open` until it is changed, then `changed` until it is submitted again. `needs`
 * says what is still missing for that. Beside it the answers to `renew`: an action about them is done, and nobody has
 * saved them since; what is wanted as evidence; and what is assigned.
 */
export const listToDo = query({
  action: "assessment.to_do.list",
  scope: "responses:read",
  input: z.object({ product_id: id().optional() }),
  allow: inAssessment,
  run: async ({ tx, actor }, input) => {
    const productId = input.product_id ?? null;
    const wanted = { own: true, open: true, kind: "request", productId: input.product_id, limit: MOST_ITEMS } as const;
    const [rows, finished, assigned, requests] = await Promise.all([
      listReturned(tx, productId, MOST_ITEMS),
      listRenewals(tx, productId, MOST_ITEMS),
      listOwnAssignments(tx, productId, MOST_ITEMS),
      listRequests(tx, wanted),
    ]);
    const changed = rows.filter((row) => row.status === "draft").map((row) => row.id);
    const held = new Map(
      (changed.length ? await listSentBack(tx, changed) : []).map((row) => [row.response_id, unaddressed(row)]),
    );
    const items = [];
    for (const row of rows) {
      const questionnaire = await loadQuestionnaire(tx, row.questionnaire_version_id);
      const section_id = (row.question_id !== null && questionnaire.byId.get(row.question_id)?.sectionId) || null;
      const place = { productId: row.product_id, sectionId: section_id, questionId: row.question_id };
      items.push({
        response_id: row.id,
        product_id: row.product_id,
        product: row.product,
        question_id: row.question_id,
        question: row.question,
        section_id,
        section: row.section,
        dimension: row.dimension,
        state: row.status === "draft" ? ("changed" as const) : ("open" as const),
        needs: held.get(row.id) ?? null,
        verdict: row.verdict,
        verdict_by: row.verdict_by,
        verdict_text: row.verdict_text,
        returned_at: row.reviewed_at.toISOString(),
        link: questionPath(place, true),
      });
    }
    return {
      items,
      renew: await renewalsOf(tx, finished),
      open: items.filter((item) => item.state === "open").length,
      changed: items.filter((item) => item.state === "changed").length,
      /** What a lead wants as evidence of the caller: what is due first at the top. */
      requests: requests.map((row) => describeRequest(row, actor)).sort(byDay),
      /** What is assigned to the caller and not all answered, likewise. */
      assigned: assigned.map(describeAssignment),
    };
  },
});

/** The answers to renew, each with the action that is done and the way to the question. */
async function renewalsOf(tx: Tx, rows: readonly RenewalRow[]) {
  const items = [];
  for (const row of rows) {
    const question = (await loadQuestionnaire(tx, row.questionnaire_version_id)).byId.get(row.question_id);
    if (!question) continue;
    const { section, sectionId, dimension, text } = question;
    const place = { productId: row.product_id, sectionId, questionId: row.question_id };
    items.push({
      product_id: row.product_id,
      product: row.product,
      question_id: row.question_id,
      question: text,
      section,
      dimension,
      action: row.action,
      action_link: actionPath(row.product_id, row.action_id),
      target_score: row.target_score,
      score: row.maturity_score,
      /** Approved, and so locked until a lead reopens it. */
      locked: row.status === "approved",
      done_at: row.completed_at.toISOString(),
      link: questionPath(place),
    });
  }
  return items;
}

export type RenewalItem = Awaited<ReturnType<typeof renewalsOf>>[number];
export type ToDoItem = Awaited<ReturnType<typeof listToDo>>["items"][number];
