"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { cancelImport } from "@/lib/intelligence/cancel-import";
import { getImportProgress } from "@/lib/intelligence/get-import-progress";
import { startImport } from "@/lib/intelligence/start-import";

export async function startImportAction(input: z.input<typeof startImport.input>) {
  const result = await act(startImport, input);
  if (result.ok) revalidatePath("/imports", "layout");
  return result;
}

export async function cancelImportAction(input: z.input<typeof cancelImport.input>) {
  const result = await act(cancelImport, input);
  if (result.ok) revalidatePath("/imports", "layout");
  return result;
}

export async function getImportProgressAction(input: z.input<typeof getImportProgress.input>) {
  return act(getImportProgress, input);
}
