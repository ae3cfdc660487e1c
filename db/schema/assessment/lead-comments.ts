import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantPolicies, tsvector } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { products } from "./products";
import { questionnaireResponses } from "./questionnaire-responses";

export const verdicts = ["approved", "needs_revision", "rejected"] as const;
export type Verdict = (typeof verdicts)[number];
export const reviewStatuses = [...verdicts, "reopened", "withdrawn"] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/**
 * A message in a response's or a product's thread; `parentCommentId` makes the thread. With a status it is a review: a
 * lead's verdict on the response at `responseVersion`. `reopened` unlocks what was approved; `withdrawn` takes the
 * parent, which was a slip, back.
 */
export const leadComments = pgTable(
  "lead_comments",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    responseId: integer("response_id"),
    authorId: integer("author_id")
      .notNull()
      .references(() => users.id),
    parentCommentId: integer("parent_comment_id"),
    comment: text("comment").notNull().default(""),
    status: text("status", { enum: reviewStatuses }),
    responseVersion: integer("response_version"),
    createdAt: createdAt(),
    search: tsvector("search").generatedAlwaysAs(sql`to_tsvector('english', comment)`),
  },
  (t) => [
    unique("lead_comments_organization_id_product_id_id_key").on(t.organizationId, t.productId, t.id),
    foreignKey({
      name: "lead_comments_product_fk",
      columns: [t.organizationId, t.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    foreignKey({
      name: "lead_comments_response_fk",
      columns: [t.organizationId, t.responseId],
      foreignColumns: [questionnaireResponses.organizationId, questionnaireResponses.id],
    }),
    foreignKey({
      name: "lead_comments_parent_fk",
      columns: [t.organizationId, t.productId, t.parentCommentId],
      foreignColumns: [t.organizationId, t.productId, t.id],
    }),
    index("lead_comments_product_idx").on(t.organizationId, t.productId, t.id),
    index("lead_comments_response_idx").on(t.organizationId, t.responseId, t.id),
    index("lead_comments_parent_idx").on(t.organizationId, t.productId, t.parentCommentId),
    index("lead_comments_author_id_idx").on(t.authorId),
    index("lead_comments_people_idx").on(t.organizationId, t.authorId),
    index("lead_comments_search_idx").using("gin", t.search),
    check(
      "lead_comments_status_check",
      sql`${t.status} in ('approved', 'needs_revision', 'rejected', 'reopened', 'withdrawn')`,
    ),
    check(
      "lead_comments_text_check",
      sql`coalesce(${t.status} in ('approved', 'withdrawn'), false) or length(${t.comment}) > 0`,
    ),
    ...tenantPolicies(),
  ],
);
