import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { moment, superuserPolicies } from "@/db/columns";

/** When backups are made and how long they are kept; one row. Where they go and with which key stands outside the database. */
export const backupSettings = pgTable(
  "backup_settings",
  {
    id: integer("id").primaryKey().default(1),
    /** Off: nothing is made by itself. */
    enabled: boolean("enabled").notNull().default(true),
    /** In cron's syntax, UTC. */
    schedule: text("schedule").notNull().default("0 2 * * *"),
    keepDays: smallint("keep_days").notNull().default(30),
    keepWeeks: smallint("keep_weeks").notNull().default(0),
    keepMonths: smallint("keep_months").notNull().default(0),
    /** Hours after which the last good backup is too old. */
    alarmHours: smallint("alarm_hours").notNull().default(36),
    /** When the schedule was last followed: what it names after this moment is due. */
    queuedAt: moment("queued_at").notNull().defaultNow(),
    /** Since when there are backups at all: before, none can be late. */
    since: moment("since").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("backup_settings_id_check", sql`${t.id} = 1`),
    check(
      "backup_settings_keep_check",
      sql`${t.keepDays} between 1 and 3660 and ${t.keepWeeks} between 0 and 520 and ${t.keepMonths} between 0 and 120`,
    ),
    check("backup_settings_alarm_check", sql`${t.alarmHours} between 1 and 2160`),
    ...superuserPolicies(),
  ],
);
