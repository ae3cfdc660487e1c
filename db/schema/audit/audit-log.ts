import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { appRole, bytea, inReach, seesAll } from "@/db/columns";

/** Tables of which every save writes a row: a large part of the trail, so that going back in time soon meets them. */
export const busyTables = ["questionnaire_responses", "response_revisions", "answer_sets", "maturity_scores"];
const rareTable = sql.raw(`table_name not in (${busyTables.map((name) => `'${name}'`).join(", ")})`);
/** Likewise the actions of which the trail is full. */
export const busyActions = ["INSERT", "UPDATE"];
const rareAction = sql.raw(`action not in (${busyActions.map((name) => `'${name}'`).join(", ")})`);

/**
 * Every change of every table, appended by triggers in the transaction of the change, and named events (log-ins,
 * refusals, reads, exports). Partitioned by month; no foreign keys, since rows outlive their subjects. Nobody updates or
 * deletes it; what it says is sealed by audit_checkpoints.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    timestamp: timestamp("timestamp", { withTimezone: true, mode: "date" })
      .notNull()
      .default(sql`clock_timestamp()`),
    userId: integer("user_id"),
    actor: text("actor").notNull(),
    organizationId: integer("organization_id"),
    action: text("action").notNull(),
    useCase: text("use_case"),
    tableName: text("table_name"),
    recordId: bigint("record_id", { mode: "number" }),
    oldValues: jsonb("old_values"),
    newValues: jsonb("new_values"),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    requestId: text("request_id"),
    reason: text("reason"),
    transactionId: bigint("transaction_id", { mode: "bigint" })
      .notNull()
      .default(sql`pg_current_xact_id()::text::bigint`),
    /** Makes the digest of values unguessable once they are erased. Rows of before it was kept have none. */
    salt: uuid("salt").default(sql`gen_random_uuid()`),
    /** Stands for values that were erased by law, so that the seal still verifies; null while they are here. */
    valuesDigest: bytea("values_digest"),
  },
  (t) => [
    primaryKey({ columns: [t.timestamp, t.id] }),
    // The sealer and the verifier read in the order of ids.
    index("audit_log_id_idx").on(t.id),
    index("audit_log_organization_id_idx").on(t.organizationId, t.timestamp, t.id),
    index("audit_log_user_id_idx").on(t.userId, t.timestamp, t.id),
    index("audit_log_record_idx").on(t.recordId, t.tableName, t.timestamp, t.id),
    // What every save writes is found by time alone; indexes on it would only make saves slower.
    index("audit_log_table_idx").on(t.tableName, t.timestamp, t.id).where(rareTable),
    index("audit_log_action_idx").on(t.action, t.timestamp, t.id).where(rareAction),
    // Values follow the policy of the row they describe: the history of the shared work, not of colleagues' accounts.
    pgPolicy("tenant_read", {
      for: "select",
      to: appRole,
      using: sql`${seesAll} or (${inReach()} and table_name in ('products', 'product_members', 'answer_sets', 'questionnaire_responses', 'response_revisions', 'response_evidence', 'evidence', 'lead_comments', 'maturity_scores', 'snapshots', 'rounds', 'reports', 'evidence_requests', 'question_assignments', 'actions', 'targets'))`,
    }),
  ],
);
