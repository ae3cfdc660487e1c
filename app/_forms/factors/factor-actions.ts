"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act, type ActionResult } from "@/app/_http/action";
import { addPasskey } from "@/lib/identity/factors/add-passkey";
import { beginPasskey } from "@/lib/identity/factors/begin-passkey";
import { confirmApp } from "@/lib/identity/factors/confirm-app";
import { getProofMethods } from "@/lib/identity/factors/get-proof-methods";
import { provePerson } from "@/lib/identity/factors/prove-person";
import { removeApp } from "@/lib/identity/factors/remove-app";
import { removePasskey } from "@/lib/identity/factors/remove-passkey";
import { renewRecoveryCodes } from "@/lib/identity/factors/renew-recovery-codes";
import { startApp } from "@/lib/identity/factors/start-app";

// What shows a secret once does not refresh its page: the page would go on without it having been read.

export async function startAppAction(input: z.input<typeof startApp.input>) {
  return act(startApp, input);
}

export async function confirmAppAction(input: z.input<typeof confirmApp.input>) {
  return act(confirmApp, input);
}

export async function beginPasskeyAction() {
  return act(beginPasskey, {});
}

export async function addPasskeyAction(input: z.input<typeof addPasskey.input>) {
  return act(addPasskey, input);
}

export async function renewRecoveryCodesAction() {
  return act(renewRecoveryCodes, {});
}

export async function removeAppAction(authenticatorId: number) {
  return refreshed(await act(removeApp, { authenticatorId }));
}

export async function removePasskeyAction(passkeyId: number) {
  return refreshed(await act(removePasskey, { passkeyId }));
}

export async function getProofMethodsAction() {
  return act(getProofMethods, {});
}

export async function provePersonAction(input: z.input<typeof provePerson.input>) {
  return act(provePerson, input);
}

function refreshed<Output>(result: ActionResult<Output>): ActionResult<Output> {
  if (result.ok) revalidatePath("/account/security");
  return result;
}
