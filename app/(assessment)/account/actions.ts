"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { updateProfile } from "@/lib/identity/update-profile";

/** Changes the own names and phone number. */
export async function updateProfileAction(input: z.input<typeof updateProfile.input>) {
  const result = await act(updateProfile, input);
  if (result.ok) revalidatePath("/", "layout");
  return result;
}
