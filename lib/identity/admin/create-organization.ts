import { insertOrganization } from "@/db/queries/identity/organizations";
import { command } from "@/lib/kernel/command";
import { organizationConstraints, organizationInput } from "./organization-input";
import { canAdminister } from "./policy";

export const createOrganization = command({
  action: "identity.organization.create",
  input: organizationInput,
  allow: canAdminister,
  constraints: organizationConstraints,
  run: ({ tx }, { name }) => insertOrganization(tx, name),
});
