import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, real, text } from "drizzle-orm/pg-core";
import { moment, ownerPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { jobs } from "./jobs";

/** How far a running job is, 0 to 1, and when its process last said so: silence means that the process is gone. Not audited. */
export const jobProgress = pgTable(
  "job_progress",
  {
    jobId: integer("job_id")
      .primaryKey()
      .references(() => jobs.id),
    userId: integer("user_id").references(() => users.id),
    share: real("share").notNull().default(0),
    step: text("step").notNull().default(""),
    notedAt: moment("noted_at").notNull().defaultNow(),
  },
  (t) => [
    index("job_progress_user_id_idx").on(t.userId),
    check("job_progress_share_check", sql`${t.share} between 0 and 1`),
    ...ownerPolicies(),
  ],
);
