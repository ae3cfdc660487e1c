import { z } from "zod";
import { findAssignments } from "@/db/queries/identity/admin/assignments";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canAdminister } from "./policy";

/** Which leads review which organizations: of one organization, or of one lead. */
export const listAssignments = query({
  action: "identity.assignment.list",
  input: z.object({ organizationId: id().optional(), leadId: id().optional(), limit: limit(1000, 200) }),
  allow: canAdminister,
  run: ({ tx }, filter) => findAssignments(tx, filter),
});
