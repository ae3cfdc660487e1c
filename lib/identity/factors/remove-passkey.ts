import { z } from "zod";
import { lockFactors } from "@/db/queries/identity/factors";
import { deletePasskey, findPasskey } from "@/db/queries/identity/passkeys";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { isOwn } from "../policy";
import { dismissFactor } from "./keep-factor";

/** Gives up one of the actor's passkeys. */
export const removePasskey = command({
  action: "identity.passkey.remove",
  input: z.object({ passkeyId: id() }),
  target: (tx, input) => findPasskey(tx, input.passkeyId),
  subject: "passkey",
  sensitive: true,
  allow: (actor, passkey) => isOwn(actor, passkey.userId),
  run: async (context) => {
    const { tx, target } = context;
    await lockFactors(tx, target.userId);
    await deletePasskey(tx, target.id);
    await dismissFactor(context, { kind: "passkey", id: target.id, name: target.name });
  },
});
