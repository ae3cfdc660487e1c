"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { createApiKey } from "@/lib/identity/create-api-key";
import { revokeApiKey } from "@/lib/identity/revoke-api-key";

/** Makes a key; the answer is the only place where it stands. */
export async function createKeyAction(input: z.input<typeof createApiKey.input>) {
  const result = await act(createApiKey, input);
  if (result.ok) revalidatePath("/account/keys");
  return result;
}

/** Revokes a key; returns what kept it from that. */
export async function revokeKeyAction(keyId: number): Promise<string | undefined> {
  const result = await act(revokeApiKey, { keyId });
  revalidatePath("/account/keys");
  return result.ok ? undefined : result.fault.message;
}
