import { insertAssignment } from "@/db/queries/identity/admin/assignments";
import { findOrganization } from "@/db/queries/identity/organizations";
import { findUser } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { assignmentInput } from "./organization-input";
import { canAdminister } from "./policy";

/** Lets a lead review an organization, from its next request on. Assigning twice changes nothing. */
export const assignLead = command({
  action: "identity.assignment.create",
  input: assignmentInput,
  target: (tx, { organizationId }) => findOrganization(tx, organizationId),
  subject: "organization",
  allow: canAdminister,
  run: async ({ tx, target }, { leadId }) => {
    const lead = await findUser(tx, leadId);
    if (lead?.role !== "lead") throw invalidField("leadId", "Choose an account with the role lead.");
    if (!lead.isActive) throw invalidField("leadId", "This account is disabled.");
    await insertAssignment(tx, target.id, lead.id);
  },
});
