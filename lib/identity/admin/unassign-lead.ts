import { deleteAssignment, findAssignments } from "@/db/queries/identity/admin/assignments";
import { command } from "@/lib/kernel/command";
import { assignmentInput } from "./organization-input";
import { canAdminister } from "./policy";

/** Takes an organization out of a lead's reach, from its next request on. What the lead wrote stays. */
export const unassignLead = command({
  action: "identity.assignment.delete",
  input: assignmentInput,
  target: async (tx, { organizationId, leadId }) =>
    (await findAssignments(tx, { organizationId, leadId, limit: 1 })).at(0),
  subject: "assignment",
  allow: canAdminister,
  run: ({ tx, target }) => deleteAssignment(tx, target.organizationId, target.leadId),
});
