import { sql } from "drizzle-orm";
import { check, integer, pgTable, smallint } from "drizzle-orm/pg-core";
import { superuserPolicies } from "@/db/columns";

/** What raises an alarm; one row. */
export const alarmSettings = pgTable(
  "alarm_settings",
  {
    id: integer("id").primaryKey().default(1),
    /** Size of the database beyond which superusers are told; 0: never. */
    databaseMegabytes: integer("database_megabytes").notNull().default(10_000),
    /** Hours without a change or sign-in of any person; 0: never. */
    inactivityHours: smallint("inactivity_hours").notNull().default(24),
    /** Seconds that the oldest unsealed entry of the trail may be old. */
    sealingSeconds: smallint("sealing_seconds").notNull().default(60),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("alarm_settings_id_check", sql`${t.id} = 1`),
    check(
      "alarm_settings_range_check",
      sql`${t.databaseMegabytes} >= 0 and ${t.inactivityHours} between 0 and 2160 and ${t.sealingSeconds} between 5 and 3600`,
    ),
    ...superuserPolicies(),
  ],
);
