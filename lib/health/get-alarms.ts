import { z } from "zod";
import { findAlarms } from "@/db/queries/health/alarms";
import { config } from "@/lib/kernel/config";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "./policy";

/** What needs a superuser now: mails that could not be sent, clients without a lead, invitations that ran out. */
export const getAlarms = query({
  action: "health.alarms.get",
  input: z.object({}),
  allow: canSeeStatistics,
  run: async ({ tx }) => ({ ...(await findAlarms(tx)), mailIsSent: config().smtpUrl !== undefined }),
});
