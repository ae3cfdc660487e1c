"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act, type ActionResult } from "@/app/_http/action";
import { changeRole } from "@/lib/identity/change-role";
import { createUser } from "@/lib/identity/create-user";
import { disableUser } from "@/lib/identity/disable-user";
import { enableUser } from "@/lib/identity/enable-user";
import { endDevice } from "@/lib/identity/end-device";
import { erasePerson } from "@/lib/identity/erase-person";
import { endSessionsOfUser } from "@/lib/identity/end-sessions-of-user";
import { resetFactors } from "@/lib/identity/factors/reset-factors";
import { sendPasswordReset } from "@/lib/identity/send-password-reset";

function refreshed<Output>(result: ActionResult<Output>): ActionResult<Output> {
  if (result.ok) revalidatePath("/admin/users", "layout");
  return result;
}

export async function createUserAction(input: z.input<typeof createUser.input>) {
  return refreshed(await act(createUser, input));
}

export async function changeRoleAction(input: z.input<typeof changeRole.input>) {
  return refreshed(await act(changeRole, input));
}

export async function disableUserAction(input: z.input<typeof disableUser.input>) {
  return refreshed(await act(disableUser, input));
}

export async function erasePersonAction(input: z.input<typeof erasePerson.input>) {
  return refreshed(await act(erasePerson, input));
}

export async function enableUserAction(input: z.input<typeof enableUser.input>) {
  return refreshed(await act(enableUser, input));
}

export async function endSessionsAction(input: z.input<typeof endSessionsOfUser.input>) {
  return refreshed(await act(endSessionsOfUser, input));
}

export async function endSessionAction(input: z.input<typeof endDevice.input>) {
  return refreshed(await act(endDevice, input));
}

export async function resetFactorsAction(input: z.input<typeof resetFactors.input>) {
  return refreshed(await act(resetFactors, input));
}

export async function sendPasswordResetAction(input: z.input<typeof sendPasswordReset.input>) {
  return act(sendPasswordReset, input);
}
