import type { LockedSetRow, ResponseRow } from "@/db/queries/assessment/answer-set";
import { turnAsked } from "@/db/queries/assessment/turn-asked";
import { writeResponses, type ImportedResponse } from "@/db/queries/assessment/write-responses";
import type { Tx } from "@/lib/kernel/database";
import { Changes, placed } from "../change-of";
import type { Questionnaire } from "../questionnaire";
import { refreshModel } from "../refresh-model";
import { isAsked } from "../turn-questions";
import type { ImportPlan } from "./plan-import";

/**
 * Writes all answers of a plan as saves would, in three statements: responses with their revisions, sums and counts; what
 * they open and close; what another model than the mean makes of it. The answer set must be locked.
 */
export async function writePlan(
  tx: Tx,
  set: LockedSetRow,
  questionnaire: Questionnaire,
  responses: ReadonlyMap<number, ResponseRow>,
  plan: ImportPlan,
  userId: number,
): Promise<number> {
  if (plan.answers.length === 0) return 0;
  const changes = new Changes();
  const written = new Set<number>();
  const rows = plan.answers.map(({ question, before, after: said }): ImportedResponse => {
    const { section, dimension, subdimension, weight } = question;
    const after = {
      ...said,
      questionId: question.id,
      question: question.text,
      ...{ section, dimension, subdimension, weight },
      // Nothing unasked is in a plan.
      asked: true,
      status: before?.status === "submitted" ? ("submitted" as const) : ("draft" as const),
    };
    changes.from(before && placed(before), after);
    written.add(question.id);
    return { id: before?.id ?? null, ...after };
  });
  const turned: number[] = [];
  for (const { questionId } of questionnaire.rules) {
    const question = questionnaire.byId.get(questionId)!;
    const asked = plan.asked.has(questionId);
    if (asked === isAsked(set, question)) continue;
    turned.push(questionId);
    changes.turn(question, asked ? 1 : -1);
    const row = responses.get(questionId);
    if (row && !written.has(questionId)) changes.from(placed(row), { ...placed(row), asked });
  }
  const place = { productId: set.id, userId: set.user_id };
  const { scores, counts } = changes.all();
  const where = { ...place, organizationId: set.organization_id, answeredBy: userId };
  const count = await writeResponses(tx, where, rows, scores, counts);
  const now = questionnaire.rules.map(({ questionId }) => questionId).filter((id) => plan.asked.has(id));
  if (turned.length) await turnAsked(tx, place, now, turned);
  await refreshModel(tx, { ...set, product_id: set.id });
  return count;
}
