import { z } from "zod";
import { listSessions } from "@/db/queries/identity/sessions";
import { SESSION_IDLE_SECONDS } from "@/lib/kernel/enter";
import { query } from "@/lib/kernel/query";
import { isPerson } from "./policy";

/** Where the actor is signed in, the device used last first; `isCurrent` marks the one that asks. */
export const listDevices = query({
  action: "identity.session.list",
  input: z.object({}),
  allow: isPerson,
  run: async ({ tx, actor }) => {
    const sessions = await listSessions(tx, actor.userId, SESSION_IDLE_SECONDS);
    return sessions.map((session) => ({ ...session, isCurrent: session.id === actor.sessionId }));
  },
});
