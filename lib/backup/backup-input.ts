import { id, whole } from "@/lib/kernel/input";
import { Cron } from "croner";
import { z } from "zod";

/** Five fields, as cron has them; in UTC. */
const schedule = z
  .string()
  .trim()
  .min(1, "is required")
  .max(100)
  .refine(isSchedule, "is not a schedule: five fields as in “0 2 * * *”: minute, hour, day, month, weekday");

function isSchedule(text: string): boolean {
  if (text.split(/\s+/).length !== 5) return false;
  try {
    return nextRun(text, new Date()) !== undefined;
  } catch {
    return false;
  }
}

/** The first moment after `after` that a schedule names; undefined when it never does. */
export const nextRun = (text: string, after: Date): Date | undefined =>
  new Cron(text, { paused: true, timezone: "UTC", mode: "5-part" }).nextRun(after) ?? undefined;

export const settingsInput = z.object({
  enabled: z.boolean(),
  schedule,
  keep_days: whole(1, 3660),
  keep_weeks: whole(0, 520),
  keep_months: whole(0, 120),
  alarm_hours: whole(1, 2160),
  version: whole(1, 2_147_483_647),
});

export const backupInput = z.object({ backup_id: id() });
