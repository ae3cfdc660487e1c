import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { answerSets } from "./answer-sets";
import { options } from "./options";
import { questions } from "./questions";

export const responseStatuses = ["draft", "submitted", "approved", "needs_revision", "rejected"] as const;
export type ResponseStatus = (typeof responseStatuses)[number];
export const scoreSources = ["provided", "option", "suggested", "none"] as const;
export type ScoreSource = (typeof scoreSources)[number];

/**
 * The current answer of one answer set to one question. A free question has a text but no id. One to a question whose
 * condition is not met is not `asked`: it is kept, and counts nowhere until it is asked again. `droppedAt`: the product moved
 * to a version that has no such question; the answer is history alone.
 */
export const questionnaireResponses = pgTable(
  "questionnaire_responses",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    userId: integer("user_id").notNull(),
    questionId: integer("question_id").references(() => questions.id),
    question: text("question").notNull(),
    section: text("section").notNull().default(""),
    dimension: text("dimension").notNull().default(""),
    subdimension: text("subdimension").notNull().default(""),
    weight: integer("weight").notNull().default(100),
    optionId: integer("option_id").references(() => options.id),
    /** Of a question that takes several options: those chosen. Empty: none of them; null: not answered by options. */
    optionIds: integer("option_ids").array(),
    answer: text("answer").notNull().default(""),
    maturityScore: real("maturity_score"),
    scoreSource: text("score_source", { enum: scoreSources }).notNull().default("none"),
    reasons: jsonb("reasons").$type<string[]>(),
    notApplicable: boolean("not_applicable").notNull().default(false),
    notApplicableReason: text("not_applicable_reason").notNull().default(""),
    asked: boolean("asked").notNull().default(true),
    comment: text("comment").notNull().default(""),
    status: text("status", { enum: responseStatuses }).notNull().default("draft"),
    version: integer("version").notNull().default(1),
    answeredBy: integer("answered_by")
      .notNull()
      .references(() => users.id),
    submittedAt: moment("submitted_at"),
    reviewedAt: moment("reviewed_at"),
    droppedAt: moment("dropped_at"),
    ...timestamps(),
  },
  (t) => [
    unique("questionnaire_responses_organization_id_id_key").on(t.organizationId, t.id),
    uniqueIndex("questionnaire_responses_bound_key")
      .on(t.productId, t.userId, t.questionId)
      .where(sql`${t.questionId} is not null`),
    uniqueIndex("questionnaire_responses_free_key")
      .on(t.productId, t.userId, sql`md5(${t.question})`)
      .where(sql`${t.questionId} is null`),
    foreignKey({
      name: "questionnaire_responses_answer_set_fk",
      columns: [t.organizationId, t.productId, t.userId],
      foreignColumns: [answerSets.organizationId, answerSets.productId, answerSets.userId],
    }).onUpdate("cascade"),
    index("questionnaire_responses_answer_set_idx").on(t.organizationId, t.productId, t.userId),
    index("questionnaire_responses_newest_idx").on(t.productId, t.updatedAt, t.id),
    index("questionnaire_responses_queue_idx")
      .on(t.organizationId, t.submittedAt, t.id)
      .where(sql`${t.status} = 'submitted'`),
    // Also finds an organization's best answer to a question: an approved one, else the newest.
    index("questionnaire_responses_question_id_idx").on(
      t.questionId,
      t.organizationId,
      sql`(${t.status} = 'approved')`,
      t.updatedAt,
    ),
    index("questionnaire_responses_option_id_idx").on(t.optionId),
    index("questionnaire_responses_answered_by_idx").on(t.answeredBy),
    check("questionnaire_responses_score_check", sql`${t.maturityScore} between 0 and 5`),
    check(
      "questionnaire_responses_status_check",
      sql`${t.status} in ('draft', 'submitted', 'approved', 'needs_revision', 'rejected')`,
    ),
    check("questionnaire_responses_source_check", sql`${t.scoreSource} in ('provided', 'option', 'suggested', 'none')`),
    check("questionnaire_responses_dropped_check", sql`${t.droppedAt} is null or not ${t.asked}`),
    ...tenantPolicies(),
  ],
);
