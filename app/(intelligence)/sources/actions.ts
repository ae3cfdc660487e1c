"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { updateSource } from "@/lib/intelligence/update-source";

export async function updateSourceAction(input: z.input<typeof updateSource.input>) {
  const result = await act(updateSource, input);
  if (result.ok) revalidatePath("/sources");
  return result;
}
