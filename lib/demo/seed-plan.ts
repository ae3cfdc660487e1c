import { insertActions, insertQuestionAssignments, insertTargets } from "@/db/queries/demo/insert-plan";
import { demoPlans, type DemoPlan } from "@/db/seed/demo/plans";
import { bestScore } from "@/lib/assessment/answer-value";
import type { Tx } from "@/lib/kernel/database";
import { HOUR_MS, type DemoPlace, type SeededProduct } from "./place";

const DAY_MS = 24 * HOUR_MS;
const dayIn = (now: number, days: number) => new Date(now + days * DAY_MS).toISOString().slice(0, 10);

/** What a product's people want to reach and plan to do, and who answers what is still open. */
export async function seedPlan(tx: Tx, place: DemoPlace, product: SeededProduct): Promise<void> {
  const plan = demoPlans.find((each) => each.product === product.name);
  if (!plan) return;
  const { organizationId, users, questionnaire, now } = place;
  const of = { organizationId, productId: product.id };
  const placeOf = (dimension: string) => questionnaire.questions.find((question) => question.dimension === dimension)!;
  await Promise.all([
    insertTargets(
      tx,
      plan.targets.map(({ dimension, wholeSection, level }) => ({
        ...of,
        section: placeOf(dimension).section,
        dimension: wholeSection ? "" : dimension,
        level,
      })),
    ),
    insertActions(
      tx,
      plan.actions.map((action, at) => ({
        action: {
          ...of,
          title: action.title,
          description: action.description,
          ownerId: action.owner === undefined ? null : users.get(action.owner)!,
          dueOn: action.dueIn === undefined ? null : dayIn(now, action.dueIn),
          status: action.status,
          effort: action.effort,
          position: at + 1,
          createdBy: users.get(action.by)!,
          completedAt: action.status === "done" ? new Date(now - 10 * DAY_MS) : null,
          createdAt: new Date(now - 40 * DAY_MS),
        },
        questions: weakest(product, action),
      })),
    ),
    insertQuestionAssignments(
      tx,
      plan.assignments.map(({ dimension, to, dueIn, note }) => ({
        ...of,
        sectionId: placeOf(dimension).sectionId,
        userId: users.get(to)!,
        dueOn: dayIn(now, dueIn),
        note,
        assignedBy: product.ownerId,
      })),
    ),
  ]);
}

/** The lowest answers of a dimension, each with what the action is to make of it. */
function weakest({ answers }: SeededProduct, { dimension, questions }: DemoPlan["actions"][number]) {
  return answers
    .filter(({ question, notApplicable }) => question.dimension === dimension && !notApplicable)
    .sort((a, b) => a.score - b.score)
    .slice(0, questions)
    .map(({ question, score }) => ({
      questionId: question.id,
      targetScore: Math.min(bestScore(question), score + 2),
    }));
}
