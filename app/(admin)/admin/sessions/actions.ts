"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { endDevice } from "@/lib/identity/end-device";

export async function endSessionAction(input: z.input<typeof endDevice.input>) {
  const result = await act(endDevice, input);
  revalidatePath("/admin/sessions");
  return result;
}
