import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgPolicy, pgTable, real, text, unique } from "drizzle-orm/pg-core";
import {
  appRole,
  bytea,
  createdAt,
  id,
  isJob,
  mayOpenCase,
  moment,
  organizationId,
  seesAll,
  writtenByAgency,
} from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { jobs } from "@/db/schema/jobs/jobs";
import { dataKeys } from "@/db/schema/vault/data-keys";
import { cases } from "./cases";

export const osintStatuses = ["queued", "running", "done", "failed", "cancelled"] as const;
export type OsintStatus = (typeof osintStatuses)[number];

/**
 * A search in open sources: what was asked, why, and what came back, sealed under the agency's data key. One that was made
 * for a case belongs to what the case holds.
 */
export const osintResults = pgTable(
  "osint_results",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id"),
    connector: text("connector").notNull(),
    query: text("query").notNull(),
    searchType: text("search_type").notNull(),
    purpose: text("purpose").notNull(),
    status: text("status", { enum: osintStatuses }).notNull().default("queued"),
    results: bytea("results"),
    analysis: bytea("analysis"),
    dataKeyId: integer("data_key_id"),
    totalSourcesSearched: integer("total_sources_searched").notNull().default(0),
    /** Milliseconds. */
    processingTime: real("processing_time"),
    /** 0–100, as the connector says. */
    riskScore: real("risk_score"),
    error: text("error"),
    jobId: integer("job_id"),
    createdBy: integer("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    endedAt: moment("ended_at"),
  },
  (t) => [
    unique("osint_results_organization_id_id_key").on(t.organizationId, t.id),
    foreignKey({
      name: "osint_results_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    foreignKey({
      name: "osint_results_data_key_fk",
      columns: [t.organizationId, t.dataKeyId],
      foreignColumns: [dataKeys.organizationId, dataKeys.id],
    }),
    foreignKey({
      name: "osint_results_job_fk",
      columns: [t.organizationId, t.jobId],
      foreignColumns: [jobs.organizationId, jobs.id],
    }),
    index("osint_results_case_idx").on(t.organizationId, t.caseId),
    index("osint_results_data_key_idx").on(t.organizationId, t.dataKeyId),
    index("osint_results_query_status_idx").on(t.organizationId, t.query, t.status),
    index("osint_results_newest_idx").on(t.organizationId, t.id.desc()),
    index("osint_results_job_idx").on(t.organizationId, t.jobId),
    index("osint_results_created_by_idx").on(t.createdBy),
    check("osint_results_status_check", sql`${t.status} in ('queued', 'running', 'done', 'failed', 'cancelled')`),
    check("osint_results_risk_score_check", sql`${t.riskScore} between 0 and 100`),
    check("osint_results_processing_time_check", sql`${t.processingTime} >= 0`),
    check("osint_results_query_check", sql`length(${t.query}) between 1 and 500`),
    check(
      "osint_results_sealed_check",
      sql`(${t.results} is null and ${t.analysis} is null) = (${t.dataKeyId} is null)`,
    ),
    pgPolicy("agency_or_case", {
      for: "all",
      to: appRole,
      using: sql`${isJob} or case when case_id is null then ${seesAll} or organization_id = (select app.agency()) else ${mayOpenCase()} end`,
      withCheck: sql`${isJob} or case when case_id is null then ${seesAll} or organization_id = (select app.agency()) else ${mayOpenCase()} end`,
    }),
    ...writtenByAgency(sql`case_id is null`),
  ],
);
