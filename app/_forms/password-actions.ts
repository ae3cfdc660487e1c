"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { changePassword } from "@/lib/identity/change-password";

/** Changes the own password; every other device is signed out. */
export async function changePasswordAction(input: z.input<typeof changePassword.input>) {
  return act(changePassword, input);
}
