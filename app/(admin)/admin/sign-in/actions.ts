"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { requireFactor } from "@/lib/identity/admin/require-factor";
import type { Actor } from "@/lib/kernel/actor";

/** A role or an organization. */
export type Whom = { role: Actor["role"] } | { organizationId: number };

export async function requireFactorAction(input: z.input<typeof requireFactor.input>) {
  const result = await act(requireFactor, input);
  if (result.ok) revalidatePath("/admin", "layout");
  return result;
}
