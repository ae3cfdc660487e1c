import { z } from "zod";
import { factorsOf, lockFactors } from "@/db/queries/identity/factors";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { queueMail } from "@/lib/notify/queue-mail";
import { isPerson } from "../policy";
import { codesRenewedMail } from "./factor-mails";
import { makeRecoveryCodes } from "./keep-factor";

/** Makes new recovery codes, shown in this answer alone; the earlier ones stop at once. */
export const renewRecoveryCodes = command({
  action: "identity.factor.renew-codes",
  input: z.object({}),
  sensitive: true,
  allow: isPerson,
  run: async (context) => {
    const { tx, actor } = context;
    await lockFactors(tx, actor.userId);
    const { app, passkey } = await factorsOf(tx, actor.userId);
    if (!app && !passkey) throw new Fault("conflict", "Recovery codes come with the first second factor.");
    const codes = await makeRecoveryCodes(context);
    await logEvent(tx, { action: "RECOVERY_CODES_RENEWED", table: "users", recordId: actor.userId });
    await queueMail(context, codesRenewedMail({ email: actor.email, firstName: actor.name }));
    return { codes };
  },
});
