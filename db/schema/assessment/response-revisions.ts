import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, jsonb, pgTable, real, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { options } from "./options";
import { questions } from "./questions";
import { questionnaireResponses, responseStatuses, scoreSources } from "./questionnaire-responses";

/**
 * A response as one save left it. Every version is kept. `moved`: it was bound to another version of the questionnaire;
 * the revisions before it answer the question `movedFrom`, or a free one where that is null.
 */
export const responseRevisions = pgTable(
  "response_revisions",
  {
    id: id(),
    organizationId: organizationId(),
    responseId: integer("response_id").notNull(),
    version: integer("version").notNull(),
    optionId: integer("option_id").references(() => options.id),
    optionIds: integer("option_ids").array(),
    answer: text("answer").notNull(),
    maturityScore: real("maturity_score"),
    scoreSource: text("score_source", { enum: scoreSources }).notNull(),
    notApplicable: boolean("not_applicable").notNull(),
    notApplicableReason: text("not_applicable_reason").notNull(),
    comment: text("comment").notNull(),
    status: text("status", { enum: responseStatuses }).notNull(),
    evidenceIds: jsonb("evidence_ids").$type<number[]>().notNull().default([]),
    answeredBy: integer("answered_by")
      .notNull()
      .references(() => users.id),
    moved: boolean("moved").notNull().default(false),
    movedFrom: integer("moved_from").references(() => questions.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("response_revisions_response_id_version_key").on(t.responseId, t.version),
    foreignKey({
      name: "response_revisions_response_fk",
      columns: [t.organizationId, t.responseId],
      foreignColumns: [questionnaireResponses.organizationId, questionnaireResponses.id],
    }),
    index("response_revisions_response_idx").on(t.organizationId, t.responseId),
    index("response_revisions_option_id_idx").on(t.optionId),
    index("response_revisions_answered_by_idx").on(t.answeredBy),
    index("response_revisions_moved_from_idx")
      .on(t.movedFrom)
      .where(sql`${t.movedFrom} is not null`),
    ...tenantPolicies(),
  ],
);
