import { z } from "zod";
import { listAllUsers } from "@/db/queries/identity/users";
import { query } from "@/lib/kernel/query";
import { isOperator } from "./policy";

/** Every account, for the command line; screens search and page (see the administration). */
export const listAccounts = query({
  action: "identity.account.list",
  input: z.object({}),
  allow: isOperator,
  run: ({ tx }) => listAllUsers(tx),
});
