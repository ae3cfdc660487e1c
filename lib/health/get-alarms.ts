import { z } from "zod";
import { findAlarms } from "@/db/queries/health/alarms";
import { readSealing } from "@/lib/audit/sealing-lag";
import { config } from "@/lib/kernel/config";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "./policy";

/** What needs a superuser now: a trail that is not sealed, mails that could not be sent, clients without a lead, invitations that ran out. */
export const getAlarms = query({
  action: "health.alarms.get",
  input: z.object({}),
  allow: canSeeStatistics,
  run: async ({ tx }) => {
    const [alarms, sealing] = await Promise.all([findAlarms(tx), readSealing(tx)]);
    return { ...alarms, sealing, mailIsSent: config().smtpUrl !== undefined };
  },
});
