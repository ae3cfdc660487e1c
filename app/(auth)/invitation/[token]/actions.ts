"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { acceptInvitation } from "@/lib/identity/accept-invitation";

/** Makes the account that the invitation offers. */
export async function acceptAction(input: z.input<typeof acceptInvitation.input>) {
  return act(acceptInvitation, input);
}
