import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, pgTable, unique } from "drizzle-orm/pg-core";
import { id, organizationId, tenantPolicies, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { products } from "./products";
import { questionnaireVersions } from "./questionnaire-versions";
import { questions } from "./questions";

/**
 * One user's answers to one product; the owner's is the product's. Counts how many responses to the pinned
 * questionnaire stand in which state, changed by the difference in the transaction of each save, which locks this row.
 * `asked` has, of the questions with a condition, those whose condition is met; responses to the others do not count.
 */
export const answerSets = pgTable(
  "answer_sets",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    answered: integer("answered").notNull().default(0),
    notApplicable: integer("not_applicable").notNull().default(0),
    draft: integer("draft").notNull().default(0),
    submitted: integer("submitted").notNull().default(0),
    approved: integer("approved").notNull().default(0),
    approvedNotApplicable: integer("approved_not_applicable").notNull().default(0),
    needsRevision: integer("needs_revision").notNull().default(0),
    rejected: integer("rejected").notNull().default(0),
    /** The product's round is closed. Kept here too, since this row is what every save locks and therefore reads anew. */
    closed: boolean("closed").notNull().default(false),
    /**
     * The version that a move of the product took it to; null: the product's, which has not moved since the set began. Kept
     * here too, since a save that waited for the move reads nothing else anew.
     */
    questionnaireVersionId: integer("questionnaire_version_id").references(() => questionnaireVersions.id),
    asked: integer("asked")
      .array()
      .notNull()
      .default(sql`'{}'`),
    lastQuestionId: integer("last_question_id").references(() => questions.id),
    ...timestamps(),
  },
  (t) => [
    unique("answer_sets_product_id_user_id_key").on(t.productId, t.userId),
    unique("answer_sets_organization_id_product_id_user_id_key").on(t.organizationId, t.productId, t.userId),
    foreignKey({
      name: "answer_sets_product_fk",
      columns: [t.organizationId, t.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    index("answer_sets_user_id_idx").on(t.userId),
    index("answer_sets_last_question_id_idx").on(t.lastQuestionId),
    index("answer_sets_questionnaire_version_id_idx").on(t.questionnaireVersionId),
    ...tenantPolicies(),
  ],
);
