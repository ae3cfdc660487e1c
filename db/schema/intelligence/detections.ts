import { sql } from "drizzle-orm";
import { bigint, boolean, check, foreignKey, index, integer, pgTable, real, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { bigId, content } from "./content";
import { keywords } from "./keywords";
import { ruleSets } from "./rule-sets";

export const detectionStatuses = ["new", "reviewed", "confirmed", "false_positive", "ignored", "escalated"] as const;
export type DetectionStatus = (typeof detectionStatuses)[number];

/** A place in a message where a rule matched, and what an analyst made of it. Offsets count UTF-16 units; the end is outside. */
export const detections = pgTable(
  "detections",
  {
    id: bigId(),
    organizationId: organizationId(),
    contentId: bigint("content_id", { mode: "number" }).notNull(),
    keywordId: integer("keyword_id").notNull(),
    ruleSetId: integer("rule_set_id").notNull(),
    matchedText: text("matched_text").notNull(),
    startOffset: integer("start_offset").notNull(),
    endOffset: integer("end_offset").notNull(),
    context: text("context").notNull().default(""),
    /** 0–1. */
    confidenceScore: real("confidence_score").notNull(),
    /** 0–1, as the rule had it. */
    weight: real("weight").notNull(),
    /** Whether it stands in a harmless context ("police seized …"): shown, not scored. */
    negated: boolean("negated").notNull().default(false),
    status: text("status", { enum: detectionStatuses }).notNull().default("new"),
    reviewedBy: integer("reviewed_by").references(() => users.id),
    reviewedAt: moment("reviewed_at"),
    reviewNote: text("review_note").notNull().default(""),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique("detections_organization_id_id_key").on(t.organizationId, t.id),
    unique("detections_place_key").on(t.organizationId, t.contentId, t.keywordId, t.startOffset),
    foreignKey({
      name: "detections_content_fk",
      columns: [t.organizationId, t.contentId],
      foreignColumns: [content.organizationId, content.id],
    }),
    foreignKey({
      name: "detections_keyword_fk",
      columns: [t.organizationId, t.keywordId],
      foreignColumns: [keywords.organizationId, keywords.id],
    }),
    foreignKey({
      name: "detections_rule_set_fk",
      columns: [t.organizationId, t.ruleSetId],
      foreignColumns: [ruleSets.organizationId, ruleSets.id],
    }),
    index("detections_content_idx").on(t.organizationId, t.contentId),
    index("detections_keyword_idx").on(t.organizationId, t.keywordId, t.status),
    index("detections_rule_set_idx").on(t.organizationId, t.ruleSetId),
    index("detections_status_idx").on(t.organizationId, t.status, t.id.desc()),
    index("detections_reviewed_by_idx").on(t.reviewedBy, t.reviewedAt),
    index("detections_created_at_idx").on(t.organizationId, t.createdAt),
    index("detections_reviewed_at_idx")
      .on(t.organizationId, t.reviewedAt)
      .where(sql`reviewed_at is not null`),
    check(
      "detections_status_check",
      sql`${t.status} in ('new', 'reviewed', 'confirmed', 'false_positive', 'ignored', 'escalated')`,
    ),
    check("detections_offsets_check", sql`${t.startOffset} >= 0 and ${t.endOffset} > ${t.startOffset}`),
    check("detections_confidence_score_check", sql`${t.confidenceScore} between 0 and 1`),
    check("detections_weight_check", sql`${t.weight} between 0 and 1`),
    check(
      "detections_review_check",
      sql`(${t.status} = 'new') = (${t.reviewedBy} is null) and (${t.reviewedBy} is null) = (${t.reviewedAt} is null)`,
    ),
    ...agencyPolicies(),
  ],
);
