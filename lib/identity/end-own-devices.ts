import { z } from "zod";
import { endSessionsOf } from "@/db/queries/identity/sessions";
import { command } from "@/lib/kernel/command";
import { isPerson } from "./policy";

/** Signs the actor out everywhere, or everywhere else; returns how many devices that were. */
export const endOwnDevices = command({
  action: "identity.session.end-devices",
  input: z.object({ includingThis: z.boolean().default(false) }),
  allow: isPerson,
  run: async ({ tx, actor }, { includingThis }) => {
    const except = includingThis ? undefined : (actor.sessionId ?? undefined);
    return { ended: await endSessionsOf(tx, actor.userId, "signed out of all devices", except) };
  },
});
