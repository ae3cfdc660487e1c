import { z } from "zod";
import { findUser, setUserActive } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canChangeStanding } from "./policy";

/** Opens a disabled account again; its person signs in anew. */
export const enableUser = command({
  action: "identity.user.enable",
  input: z.object({ userId: id() }),
  target: (tx, input) => findUser(tx, input.userId),
  subject: "user",
  allow: canChangeStanding,
  run: async ({ tx, target }) => {
    if (target.erasedAt) throw new Fault("conflict", "This person was erased; the account stays closed.");
    if (!target.isActive) await setUserActive(tx, target.id, true);
  },
});
