import { z } from "zod";
import { listPlanActions } from "@/db/queries/assessment/actions";
import { findPlan, type PlanRow } from "@/db/queries/assessment/plan";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { accessToAction, describeAction } from "./action";
import { planOf } from "./plan";
import { canAssign, canChangeAction, canPropose, canSetTargets, canSteer } from "./plan-policy";
import { canSeeProduct, type ProductAccess } from "./policy";
import { loadQuestionnaire } from "./questionnaire";

/** Actions one plan shows; what is finished is left out first. */
export const MOST_ACTIONS = 500;

/**
 * The plan of a product: its findings by priority, its actions in the order of the board, and the score projected from
 * those of `only`, or else from all that are unfinished. A constant number of queries.
 */
export const getPlan = query({
  action: "assessment.plan.read",
  subject: "product",
  input: z.object({ product_id: id(), only: z.array(id()).max(MOST_ACTIONS).optional() }),
  target: (tx, input) => findPlan(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, accessOf(product)),
  run: async ({ tx, actor, target }, input) => {
    const [questionnaire, rows] = await Promise.all([
      loadQuestionnaire(tx, target.questionnaire_version_id),
      listPlanActions(tx, { id: target.id, organizationId: target.organization_id }, MOST_ACTIONS),
    ]);
    const access = accessOf(target);
    const plan = planOf(target, questionnaire, rows.map(describeAction), input.only);
    const goals = new Map(plan.findings.questions.map(({ questionId, goal }) => [questionId, goal]));
    const rights = new Map(
      rows.map((row) => [
        row.id,
        {
          change: canChangeAction(actor, access, accessToAction(row)),
          steer: canSteer(actor, access, accessToAction(row)),
        },
      ]),
    );
    return {
      product: {
        id: target.id,
        name: target.name,
        organizationId: target.organization_id,
        organization: target.organization,
        target: target.target_level,
        version: target.version,
        archived: target.archived,
      },
      sections: questionnaire.sections.map(({ id: sectionId, title }) => ({ id: sectionId, title })),
      /** Every question that an action can be about, and the score to plan for where it is below its target. */
      questions: questionnaire.questions.map(({ id: questionId, code, text, dimension }) => ({
        ...{ id: questionId, code, text, dimension },
        goal: goals.get(questionId) ?? 5,
      })),
      ...plan,
      targets: target.targets,
      actions: plan.actions.map((action) => ({ ...action, may: rights.get(action.id)! })),
      may: {
        propose: canPropose(actor, access),
        setTargets: canSetTargets(actor, access),
        assign: canAssign(actor, access),
      },
    };
  },
});

export type ShownPlan = Awaited<ReturnType<typeof getPlan>>;
export type ShownAction = ShownPlan["actions"][number];

const accessOf = (row: PlanRow): ProductAccess => ({
  organizationId: row.organization_id,
  ownerId: row.owner_id,
  isMember: row.is_member,
  archived: row.archived,
});
