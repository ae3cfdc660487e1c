import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, real, unique } from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies } from "@/db/columns";
import { actions } from "./actions";
import { questions } from "./questions";

/**
 * A question that an action is about, and the score, 0 to 5, that its answer is to have then. `renewedAt`: somebody
 * looked at the answer after the action was done and let it stand.
 */
export const actionQuestions = pgTable(
  "action_questions",
  {
    id: id(),
    organizationId: organizationId(),
    actionId: integer("action_id").notNull(),
    questionId: integer("question_id")
      .notNull()
      .references(() => questions.id),
    targetScore: real("target_score").notNull(),
    renewedAt: moment("renewed_at"),
  },
  (t) => [
    unique("action_questions_action_id_question_id_key").on(t.actionId, t.questionId),
    foreignKey({
      name: "action_questions_action_fk",
      columns: [t.organizationId, t.actionId],
      foreignColumns: [actions.organizationId, actions.id],
    }),
    index("action_questions_action_idx").on(t.organizationId, t.actionId),
    index("action_questions_question_id_idx").on(t.questionId),
    check("action_questions_target_check", sql`${t.targetScore} between 0 and 5`),
    ...tenantPolicies(),
  ],
);
