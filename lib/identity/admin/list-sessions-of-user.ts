import { z } from "zod";
import { listSessions } from "@/db/queries/identity/sessions";
import { findUser } from "@/db/queries/identity/users";
import { SESSION_IDLE_SECONDS } from "@/lib/kernel/enter";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canAdminister } from "./policy";

/** Where an account is signed in, the device used last first. */
export const listSessionsOfUser = query({
  action: "identity.session.list-of-user",
  input: z.object({ userId: id() }),
  target: (tx, { userId }) => findUser(tx, userId),
  subject: "user",
  allow: canAdminister,
  run: async ({ tx, actor, target }) =>
    (await listSessions(tx, target.id, SESSION_IDLE_SECONDS)).map((session) => ({
      ...session,
      isCurrent: session.id === actor.sessionId,
    })),
});
