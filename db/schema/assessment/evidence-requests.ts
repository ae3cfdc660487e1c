import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { leadComments } from "./lead-comments";
import { products } from "./products";
import { questionnaireResponses } from "./questionnaire-responses";
import { questions } from "./questions";

export const requestKinds = ["request", "question"] as const;
export type RequestKind = (typeof requestKinds)[number];
export const requestStatuses = ["open", "fulfilled", "answered", "declined", "withdrawn"] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/**
 * What is wanted as evidence: a lead's `request`, which linking a file fulfils, or a client's `question` what would
 * satisfy, which a lead answers. `commentId` is its message in the thread, where the conversation about it stands.
 */
export const evidenceRequests = pgTable(
  "evidence_requests",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    questionId: integer("question_id").references(() => questions.id),
    responseId: integer("response_id"),
    kind: text("kind", { enum: requestKinds }).notNull(),
    text: text("text").notNull(),
    dueOn: date("due_on"),
    status: text("status", { enum: requestStatuses }).notNull().default("open"),
    requestedBy: integer("requested_by")
      .notNull()
      .references(() => users.id),
    commentId: integer("comment_id").notNull(),
    resolvedBy: integer("resolved_by").references(() => users.id),
    resolvedAt: moment("resolved_at"),
    /** Why it was declined, or what was answered. */
    resolution: text("resolution").notNull().default(""),
    version: integer("version").notNull().default(1),
    ...timestamps(),
  },
  (t) => [
    foreignKey({
      name: "evidence_requests_product_fk",
      columns: [t.organizationId, t.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    foreignKey({
      name: "evidence_requests_response_fk",
      columns: [t.organizationId, t.responseId],
      foreignColumns: [questionnaireResponses.organizationId, questionnaireResponses.id],
    }),
    foreignKey({
      name: "evidence_requests_comment_fk",
      columns: [t.organizationId, t.productId, t.commentId],
      foreignColumns: [leadComments.organizationId, leadComments.productId, leadComments.id],
    }),
    index("evidence_requests_product_idx").on(t.organizationId, t.productId, t.questionId),
    index("evidence_requests_response_idx").on(t.organizationId, t.responseId),
    index("evidence_requests_comment_idx").on(t.organizationId, t.productId, t.commentId),
    index("evidence_requests_open_idx")
      .on(t.organizationId, t.productId)
      .where(sql`status = 'open'`),
    index("evidence_requests_question_id_idx").on(t.questionId),
    index("evidence_requests_requested_by_idx").on(t.requestedBy),
    index("evidence_requests_resolved_by_idx").on(t.resolvedBy),
    check("evidence_requests_kind_check", sql`${t.kind} in ('request', 'question')`),
    check(
      "evidence_requests_status_check",
      sql`${t.status} = 'open' or ${t.status} = 'withdrawn' or ${t.status} in ('fulfilled', 'declined') and ${t.kind} = 'request'
        or ${t.status} = 'answered' and ${t.kind} = 'question'`,
    ),
    check("evidence_requests_resolved_check", sql`(${t.status} = 'open') = (${t.resolvedAt} is null)`),
    check("evidence_requests_place_check", sql`num_nonnulls(${t.questionId}, ${t.responseId}) > 0`),
    check("evidence_requests_text_check", sql`length(${t.text}) > 0`),
    ...tenantPolicies(),
  ],
);
