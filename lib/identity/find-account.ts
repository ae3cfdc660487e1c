import { z } from "zod";
import { findUserByLogin } from "@/db/queries/identity/users";
import { query } from "@/lib/kernel/query";
import { loginInput } from "./account-input";
import { canAdministerUsers } from "./policy";

/** An account by user name or e-mail. */
export const findAccount = query({
  action: "identity.account.find",
  input: z.object({ login: loginInput }),
  target: (tx, input) => findUserByLogin(tx, input.login),
  subject: "user",
  allow: canAdministerUsers,
  run: async ({ target }) => target,
});
