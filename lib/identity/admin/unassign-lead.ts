import { z } from "zod";
import { deleteAssignment, findAssignments } from "@/db/queries/identity/admin/assignments";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { canAdminister } from "./policy";

/** Takes an organization out of a lead's reach, from its next request on. What the lead wrote stays. */
export const unassignLead = command({
  action: "identity.assignment.delete",
  input: z.object({ organizationId: id(), leadId: id() }),
  target: async (tx, { organizationId, leadId }) =>
    (await findAssignments(tx, { organizationId, leadId, limit: 1 })).at(0),
  subject: "assignment",
  allow: canAdminister,
  run: ({ tx, target }) => deleteAssignment(tx, target.organizationId, target.leadId),
});
