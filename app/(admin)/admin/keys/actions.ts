"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { revokeApiKey } from "@/lib/identity/revoke-api-key";

export async function revokeKeyAction(input: z.input<typeof revokeApiKey.input>) {
  const result = await act(revokeApiKey, input);
  revalidatePath("/admin/keys");
  return result;
}
