import { z } from "zod";
import { deleteFactorsOf, lockFactors } from "@/db/queries/identity/factors";
import { endSessionsOf } from "@/db/queries/identity/sessions";
import { findUser } from "@/db/queries/identity/users";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { queueMail } from "@/lib/notify/queue-mail";
import { canChangeStanding } from "../policy";
import { factorsResetMail } from "./factor-mails";

/**
 * Takes every second factor from an account whose person has lost them, and signs it out everywhere. The password stays,
 * and is nobody else's to set: it takes that, and where a factor is required a new one, to come in again.
 */
export const resetFactors = command({
  action: "identity.factor.reset",
  input: z.object({ userId: id() }),
  target: (tx, input) => findUser(tx, input.userId),
  subject: "user",
  sensitive: true,
  allow: canChangeStanding,
  run: async (context) => {
    const { tx, target } = context;
    await lockFactors(tx, target.id);
    const removed = await deleteFactorsOf(tx, target.id);
    if (removed === 0) return { removed };
    await endSessionsOf(tx, target.id, "second factor removed");
    const about = { table: "users", recordId: target.id, organizationId: target.organizationId };
    await logEvent(tx, { action: "FACTORS_RESET", ...about, details: { removed } });
    await queueMail(context, factorsResetMail(target));
    return { removed };
  },
});
