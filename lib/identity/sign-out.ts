import { z } from "zod";
import { endSession } from "@/db/queries/identity/sessions";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { isPerson } from "./policy";

/** Ends the session that asks: whoever copied its cookie is out too. */
export const signOut = command({
  action: "identity.session.end",
  input: z.object({}),
  beforePasswordChange: true,
  allow: isPerson,
  run: async ({ tx, actor }) => {
    if (actor.sessionId === null) return;
    await endSession(tx, actor.sessionId, "signed out");
    await logEvent(tx, { action: "LOGOUT", table: "sessions", recordId: actor.sessionId });
  },
});
