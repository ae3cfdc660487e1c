"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { confirmDisposal } from "@/lib/intelligence/retention/confirm-disposal";
import { requestDisposal } from "@/lib/intelligence/retention/request-disposal";
import { saveRetention } from "@/lib/intelligence/retention/save-rule";
import { withdrawDisposal } from "@/lib/intelligence/retention/withdraw-disposal";

export async function saveRetentionAction(input: z.input<typeof saveRetention.input>) {
  const result = await act(saveRetention, input);
  if (result.ok) revalidatePath("/retention");
  return result;
}

export async function requestDisposalAction(input: z.input<typeof requestDisposal.input>) {
  return act(requestDisposal, input);
}

export async function confirmDisposalAction(input: z.input<typeof confirmDisposal.input>) {
  return act(confirmDisposal, input);
}

export async function withdrawDisposalAction(input: z.input<typeof withdrawDisposal.input>) {
  return act(withdrawDisposal, input);
}
