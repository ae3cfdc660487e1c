import { z } from "zod";
import { findAlarms } from "@/db/queries/health/alarms";
<<<<<<< HEAD
import { readSealing } from "@/lib/audit/sealing-lag";
=======
import { backupStanding } from "@/lib/backup/standing";
>>>>>>> d10f271 (Show backups to superusers, on screen, over the API and in the health of the service; follow the schedule)
import { config } from "@/lib/kernel/config";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "./policy";

<<<<<<< HEAD
/** What needs a superuser now: a trail that is not sealed, mails that could not be sent, clients without a lead, invitations that ran out. */
=======
/** What needs a superuser now: mails that could not be sent, clients without a lead, invitations that ran out, a late backup. */
>>>>>>> d10f271 (Show backups to superusers, on screen, over the API and in the health of the service; follow the schedule)
export const getAlarms = query({
  action: "health.alarms.get",
  input: z.object({}),
  allow: canSeeStatistics,
  run: async ({ tx }) => {
<<<<<<< HEAD
    const [alarms, sealing] = await Promise.all([findAlarms(tx), readSealing(tx)]);
    return { ...alarms, sealing, mailIsSent: config().smtpUrl !== undefined };
=======
    const [found, { state, last, settings }] = await Promise.all([findAlarms(tx), backupStanding(tx)]);
    const backups = { state, alarmHours: settings.alarm_hours, lastGoodAt: last?.created_at ?? null };
    return { ...found, backups, mailIsSent: config().smtpUrl !== undefined };
>>>>>>> d10f271 (Show backups to superusers, on screen, over the API and in the health of the service; follow the schedule)
  },
});
