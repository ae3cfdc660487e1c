import { sql } from "drizzle-orm";
import { bigint, check, integer, pgPolicy, pgTable, real } from "drizzle-orm/pg-core";
import { appRole, moment, seesAll } from "@/db/columns";

const large = (name: string) => bigint(name, { mode: "number" }).notNull();

/**
 * How the service was every five minutes, for the charts of the system screen. One row a moment, whichever process took
 * it; what the server counts since its start (`commits`) is kept as it stood. Not audited.
 */
export const systemSamples = pgTable(
  "system_samples",
  {
    /** The beginning of its five minutes. */
    takenAt: moment("taken_at").primaryKey(),
    databaseBytes: large("database_bytes"),
    answers: large("answers"),
    auditEntries: large("audit_entries"),
    commits: large("commits"),
    connections: integer("connections").notNull(),
    lockWaits: integer("lock_waits").notNull(),
    /** 0 to 1; null before anything was read. */
    cacheHits: real("cache_hits"),
    jobsQueued: integer("jobs_queued").notNull(),
    jobsFailed: integer("jobs_failed").notNull(),
  },
  (t) => [
    check("system_samples_cache_hits_check", sql`${t.cacheHits} between 0 and 1`),
    pgPolicy("superuser", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
  ],
);
