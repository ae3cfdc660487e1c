import { z } from "zod";
import { findUsers } from "@/db/queries/identity/admin/users";
import { flag, id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { roleInput } from "../account-input";
import { listInput, pageOf } from "./list-page";
import { canAdminister } from "./policy";

/** Accounts by user name; `q` searches names, user name and e-mail. */
export const listUsers = query({
  action: "identity.user.list",
  input: z.object({
    ...listInput,
    role: roleInput.optional(),
    organizationId: id().optional(),
    isActive: flag().optional(),
  }),
  allow: canAdminister,
  run: async ({ tx }, { cursor, limit, ...filter }) =>
    pageOf(
      await findUsers(tx, { ...filter, after: cursor || undefined, limit: limit + 1 }),
      limit,
      (row) => row.username,
    ),
});
