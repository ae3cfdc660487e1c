import { z } from "zod";
import { findAlarms } from "@/db/queries/health/alarms";
import { readSealing } from "@/lib/audit/sealing-lag";
import { backupStanding } from "@/lib/backup/standing";
import { config } from "@/lib/kernel/config";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "./policy";

/**
 * What needs a superuser now: a trail that is not sealed, a late backup, mails that could not be sent, clients without a
 * lead, invitations that ran out.
 */
export const getAlarms = query({
  action: "health.alarms.get",
  input: z.object({}),
  allow: canSeeStatistics,
  run: async ({ tx }) => {
    const [found, sealing, { state, last, settings }] = await Promise.all([
      findAlarms(tx),
      readSealing(tx),
      backupStanding(tx),
    ]);
    const backups = { state, alarmHours: settings.alarm_hours, lastGoodAt: last?.created_at ?? null };
    return { ...found, sealing, backups, mailIsSent: config().smtpUrl !== undefined };
  },
});
