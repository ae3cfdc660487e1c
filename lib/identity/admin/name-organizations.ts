import { z } from "zod";
import { findOrganizationNames } from "@/db/queries/identity/admin/organizations";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canAdminister } from "./policy";

/** The names of some organizations, for filters that hold their ids. */
export const nameOrganizations = query({
  action: "identity.organization.name",
  input: z.object({ ids: z.array(id()).max(500) }),
  allow: canAdminister,
  run: ({ tx }, { ids }) => findOrganizationNames(tx, ids),
});
