"use server";

import { act } from "@/app/_http/action";
import { askForPasskey } from "@/lib/identity/factors/sign-in-with-passkey";

/** What the browser asks for a passkey with, before it is known whose. */
export async function askForPasskeyAction() {
  return act(askForPasskey, {});
}
