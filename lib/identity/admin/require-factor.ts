import { deleteRequirement, insertRequirement } from "@/db/queries/identity/factor-requirements";
import { findOrganization } from "@/db/queries/identity/organizations";
import { command } from "@/lib/kernel/command";
import { notFound } from "@/lib/kernel/fault";
import { requirementInput } from "./organization-input";
import { canAdminister } from "./policy";

/**
 * Says whether everybody of a role, or of an organization, must have a second factor. Those without one make it at their
 * next sign-in and can do nothing else until then.
 */
export const requireFactor = command({
  action: "identity.factor.require",
  input: requirementInput,
  sensitive: true,
  allow: canAdminister,
  run: async ({ tx }, { isRequired, ...whom }) => {
    if ("organizationId" in whom && !(await findOrganization(tx, whom.organizationId))) throw notFound("organization");
    await (isRequired ? insertRequirement(tx, whom) : deleteRequirement(tx, whom));
  },
});
