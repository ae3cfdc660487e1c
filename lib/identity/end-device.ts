import { z } from "zod";
import { endSession, findOpenSession } from "@/db/queries/identity/sessions";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { canEndSessionsOf } from "./policy";

/** Signs one device out, at once. */
export const endDevice = command({
  action: "identity.session.end-device",
  input: z.object({ sessionId: id() }),
  target: (tx, input) => findOpenSession(tx, input.sessionId),
  subject: "device",
  allow: (actor, session) => canEndSessionsOf(actor, session.userId),
  run: ({ tx, actor, target }) =>
    endSession(
      tx,
      target.id,
      actor.userId === target.userId ? "signed out from another device" : "ended by a superuser",
    ),
});
