import { z } from "zod";
import { findAssignments } from "@/db/queries/identity/admin/assignments";
import { findUserDetails } from "@/db/queries/identity/admin/users";
import { SESSION_IDLE_SECONDS } from "@/lib/kernel/enter";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canChangeStanding } from "../policy";
import { canAdminister } from "./policy";

/** One account with its sessions, keys and, for a lead, the organizations it reviews. */
export const getUser = query({
  action: "identity.user.get",
  input: z.object({ userId: id() }),
  target: (tx, { userId }) => findUserDetails(tx, userId, SESSION_IDLE_SECONDS),
  subject: "user",
  allow: canAdminister,
  run: async ({ tx, actor, target }) => ({
    ...target,
    assignments: target.role === "lead" ? await findAssignments(tx, { leadId: target.id, limit: 1000 }) : [],
    canChangeStanding: canChangeStanding(actor, target),
  }),
});
