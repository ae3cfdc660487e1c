import { z } from "zod";
import { deleteAssignmentsOf, findUser, setUserRole } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { roleInput } from "./account-input";
import { canChangeStanding } from "./policy";

/** Gives an account another role: its sessions end at once, and what a lead was assigned to is given up. */
export const changeRole = command({
  action: "identity.user.change-role",
  input: z.object({ userId: id(), role: roleInput }),
  target: (tx, input) => findUser(tx, input.userId),
  subject: "user",
  sensitive: true,
  allow: canChangeStanding,
  run: async ({ tx, target }, { role }) => {
    if (target.role === role) return;
    if (target.role === "lead") await deleteAssignmentsOf(tx, target.id);
    await setUserRole(tx, target.id, role);
  },
});
