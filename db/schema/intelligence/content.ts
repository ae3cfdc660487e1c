import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  unique,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { agencyPolicies, bytea, createdAt, moment, organizationId, tsvector } from "@/db/columns";
import { dataKeys } from "@/db/schema/vault/data-keys";
import { imports } from "./imports";
import { sources } from "./sources";
import { subjects } from "./subjects";

export const contentTypes = ["text", "image", "video", "audio", "document", "service", "other"] as const;
export type ContentType = (typeof contentTypes)[number];
export const riskLevels = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
export type RiskLevel = (typeof riskLevels)[number];
export const contentStatuses = ["PENDING", "ANALYZED", "REVIEWING", "APPROVED", "REJECTED"] as const;
export type ContentStatus = (typeof contentStatuses)[number];

/** Identity key of the tables that imports fill. */
export const bigId = () => bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity();

const isRiskLevel = (column: AnyPgColumn) => sql`${column} in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')`;

/**
 * A message as it was supplied, and what the rules found in it. Without a score nothing was found or it was not looked
 * at (`analyzedAt`), which is not a low risk. `analysis`, the parts of the score, is sealed under the agency's data key.
 */
export const content = pgTable(
  "content",
  {
    id: bigId(),
    organizationId: organizationId(),
    sourceId: integer("source_id").notNull(),
    subjectId: integer("subject_id"),
    importId: integer("import_id"),
    platformContentId: text("platform_content_id").notNull(),
    contentType: text("content_type", { enum: contentTypes }).notNull().default("text"),
    text: text("text").notNull().default(""),
    /** ISO 639-1 as recognized; '': not recognized. */
    language: text("language").notNull().default(""),
    postedAt: moment("posted_at"),
    /** The platform's id of what it answers. */
    replyTo: text("reply_to"),
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull().default({}),
    status: text("status", { enum: contentStatuses }).notNull().default("PENDING"),
    riskLevel: text("risk_level", { enum: riskLevels }),
    /** 0–100. */
    riskScore: real("risk_score"),
    /** The terms of the watchlists that were found. */
    keywords: jsonb("keywords").$type<string[]>().notNull().default([]),
    analysis: bytea("analysis"),
    dataKeyId: integer("data_key_id"),
    /** 0–1: the surest of what was found. */
    confidenceScore: real("confidence_score"),
    /** −1–1; shown, never scored. */
    sentimentScore: real("sentiment_score"),
    /** Milliseconds. */
    processingTime: real("processing_time"),
    /** The number of the rule set it was looked at with. */
    analysisVersion: integer("analysis_version"),
    /** Of the beginning of a very long text: PostgreSQL keeps a megabyte of words at most. */
    search: tsvector("search").generatedAlwaysAs(sql`to_tsvector('simple', left(text, 200000))`),
    createdAt: createdAt(),
    analyzedAt: moment("analyzed_at"),
  },
  (t) => [
    unique("content_organization_id_id_key").on(t.organizationId, t.id),
    unique("content_platform_content_id_key").on(t.organizationId, t.sourceId, t.platformContentId),
    foreignKey({
      name: "content_source_fk",
      columns: [t.organizationId, t.sourceId],
      foreignColumns: [sources.organizationId, sources.id],
    }),
    foreignKey({
      name: "content_subject_fk",
      columns: [t.organizationId, t.subjectId],
      foreignColumns: [subjects.organizationId, subjects.id],
    }),
    foreignKey({
      name: "content_import_fk",
      columns: [t.organizationId, t.importId],
      foreignColumns: [imports.organizationId, imports.id],
    }),
    foreignKey({
      name: "content_data_key_fk",
      columns: [t.organizationId, t.dataKeyId],
      foreignColumns: [dataKeys.organizationId, dataKeys.id],
    }),
    index("content_subject_idx").on(t.organizationId, t.subjectId, t.postedAt.desc(), t.id.desc()),
    index("content_source_idx").on(t.organizationId, t.sourceId, t.postedAt.desc(), t.id.desc()),
    // What a rule set has not seen yet.
    index("content_analysis_idx").on(t.organizationId, t.analysisVersion),
    index("content_import_idx").on(t.organizationId, t.importId),
    index("content_data_key_idx")
      .on(t.organizationId, t.dataKeyId)
      .where(sql`data_key_id is not null`),
    index("content_posted_at_idx").on(t.organizationId, t.postedAt.desc(), t.id.desc()),
    index("content_risk_idx")
      .on(t.organizationId, t.riskScore.desc(), t.id.desc())
      .where(sql`risk_score is not null`),
    // Who answers whom.
    index("content_reply_to_idx")
      .on(t.organizationId, t.sourceId, t.replyTo)
      .where(sql`reply_to is not null`),
    // What nobody has decided about.
    index("content_waiting_idx")
      .on(t.organizationId, t.riskLevel)
      .where(sql`status = 'ANALYZED' and risk_score is not null`),
    index("content_search_idx").using("gin", t.search),
    check(
      "content_type_check",
      sql`${t.contentType} in ('text', 'image', 'video', 'audio', 'document', 'service', 'other')`,
    ),
    check("content_status_check", sql`${t.status} in ('PENDING', 'ANALYZED', 'REVIEWING', 'APPROVED', 'REJECTED')`),
    check("content_risk_level_check", isRiskLevel(t.riskLevel)),
    check(
      "content_risk_score_check",
      sql`${t.riskScore} between 0 and 100 and (${t.riskScore} is null) = (${t.riskLevel} is null)`,
    ),
    check("content_confidence_score_check", sql`${t.confidenceScore} between 0 and 1`),
    check("content_sentiment_score_check", sql`${t.sentimentScore} between -1 and 1`),
    check("content_processing_time_check", sql`${t.processingTime} >= 0`),
    check("content_analysis_check", sql`(${t.analysis} is null) = (${t.dataKeyId} is null)`),
    ...agencyPolicies(),
  ],
);
