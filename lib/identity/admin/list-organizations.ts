import { z } from "zod";
import { findOrganizations } from "@/db/queries/identity/admin/organizations";
import { query } from "@/lib/kernel/query";
import { listInput, pageOf } from "./list-page";
import { canAdminister } from "./policy";

/** Organizations by name, with how many users, products and leads each has. */
export const listOrganizations = query({
  action: "identity.organization.list",
  input: z.object(listInput),
  allow: canAdminister,
  run: async ({ tx }, { q, limit, cursor }) =>
    pageOf(await findOrganizations(tx, { q, after: cursor || undefined, limit: limit + 1 }), limit, (row) => row.name),
});
