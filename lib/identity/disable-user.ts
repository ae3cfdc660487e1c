import { z } from "zod";
import { findUser, setUserActive } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { canChangeStanding } from "./policy";

/** Closes an account: its sessions end and its keys stop at once. What it did stays. */
export const disableUser = command({
  action: "identity.user.disable",
  input: z.object({ userId: id() }),
  target: (tx, input) => findUser(tx, input.userId),
  subject: "user",
  sensitive: true,
  allow: canChangeStanding,
  run: async ({ tx, target }) => {
    if (target.isActive) await setUserActive(tx, target.id, false);
  },
});
