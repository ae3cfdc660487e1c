import { z } from "zod";
import { endSessionsOf } from "@/db/queries/identity/sessions";
import { findUser } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { canAdministerUsers } from "./policy";

/** Signs an account out everywhere, for user administration; returns how many sessions ended. */
export const endSessionsOfUser = command({
  action: "identity.session.end-all",
  input: z.object({ userId: id() }),
  target: (tx, input) => findUser(tx, input.userId),
  subject: "user",
  allow: canAdministerUsers,
  run: async ({ tx, target }) => ({ ended: await endSessionsOf(tx, target.id, "ended by a superuser") }),
});
