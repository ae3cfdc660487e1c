import { renameOrganizationTo } from "@/db/queries/identity/admin/organizations";
import { findOrganization } from "@/db/queries/identity/organizations";
import { command } from "@/lib/kernel/command";
import { organizationConstraints, renamingInput } from "./organization-input";
import { canAdminister } from "./policy";

export const renameOrganization = command({
  action: "identity.organization.rename",
  input: renamingInput,
  target: (tx, { organizationId }) => findOrganization(tx, organizationId),
  subject: "organization",
  allow: canAdminister,
  constraints: organizationConstraints,
  run: async ({ tx, target }, { name }) => {
    if (name !== target.name) await renameOrganizationTo(tx, target.id, name);
  },
});
