import { z } from "zod";
import { findInvitations, invitationStates } from "@/db/queries/identity/admin/invitations";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { listInput, pageOf } from "./list-page";
import { canAdminister } from "./policy";

/** Invitations, the latest first; `q` searches the e-mail. */
export const listInvitations = query({
  action: "identity.invitation.list",
  input: z.object({
    ...listInput,
    state: z.enum(invitationStates).optional(),
    organizationId: id().optional(),
    cursor: id().optional(),
  }),
  allow: canAdminister,
  run: async ({ tx }, { cursor, limit, ...filter }) =>
    pageOf(await findInvitations(tx, { ...filter, before: cursor, limit: limit + 1 }), limit, (row) => String(row.id)),
});
