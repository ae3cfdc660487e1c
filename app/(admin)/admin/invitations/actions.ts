"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act, type ActionResult } from "@/app/_http/action";
import { getInvitationLink } from "@/lib/identity/admin/get-invitation-link";
import { inviteUser } from "@/lib/identity/invite-user";
import { resendInvitation } from "@/lib/identity/resend-invitation";
import { revokeInvitation } from "@/lib/identity/revoke-invitation";

function refreshed<Output>(result: ActionResult<Output>): ActionResult<Output> {
  if (result.ok) revalidatePath("/admin/invitations");
  return result;
}

export async function inviteAction(input: z.input<typeof inviteUser.input>) {
  return refreshed(await act(inviteUser, input));
}

export async function resendAction(input: z.input<typeof resendInvitation.input>) {
  return refreshed(await act(resendInvitation, input));
}

export async function revokeAction(input: z.input<typeof revokeInvitation.input>) {
  return refreshed(await act(revokeInvitation, input));
}

export async function invitationLinkAction(input: z.input<typeof getInvitationLink.input>) {
  return act(getInvitationLink, input);
}
