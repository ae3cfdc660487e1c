"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { resetPassword } from "@/lib/identity/reset-password";

/** Sets the password that the link permits to choose. */
export async function resetPasswordAction(input: z.input<typeof resetPassword.input>) {
  return act(resetPassword, input);
}
