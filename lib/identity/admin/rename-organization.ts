import { z } from "zod";
import { renameOrganizationTo } from "@/db/queries/identity/admin/organizations";
import { findOrganization } from "@/db/queries/identity/organizations";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { organizationConstraints, organizationName } from "./organization-input";
import { canAdminister } from "./policy";

export const renameOrganization = command({
  action: "identity.organization.rename",
  input: z.object({ organizationId: id(), name: organizationName }),
  target: (tx, { organizationId }) => findOrganization(tx, organizationId),
  subject: "organization",
  allow: canAdminister,
  constraints: organizationConstraints,
  run: async ({ tx, target }, { name }) => {
    if (name !== target.name) await renameOrganizationTo(tx, target.id, name);
  },
});
