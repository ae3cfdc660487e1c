import { z } from "zod";
import { deleteAuthenticator, findAuthenticator, lockFactors } from "@/db/queries/identity/factors";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { isOwn } from "../policy";
import { dismissFactor } from "./keep-factor";

/** Gives up one of the actor's authenticator apps. */
export const removeApp = command({
  action: "identity.factor.remove-app",
  input: z.object({ authenticatorId: id() }),
  target: (tx, input) => findAuthenticator(tx, input.authenticatorId),
  subject: "authenticator app",
  sensitive: true,
  allow: (actor, app) => isOwn(actor, app.userId),
  run: async (context) => {
    const { tx, target } = context;
    await lockFactors(tx, target.userId);
    await deleteAuthenticator(tx, target.id);
    await dismissFactor(context, { kind: "app", id: target.id, name: target.name });
  },
});
