"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { askForPasskey } from "@/lib/identity/factors/sign-in-with-passkey";
import { offerSso } from "@/lib/identity/sso/offer-sso";

/** What the browser asks for a passkey with, before it is known whose. */
export async function askForPasskeyAction() {
  return act(askForPasskey, {});
}

/** By which provider people with such an address may come in. */
export async function offerSsoAction(input: z.input<typeof offerSso.input>) {
  return act(offerSso, input);
}
