"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { readMail } from "@/lib/notify/read-mail";
import { retryMail } from "@/lib/notify/retry-mail";

export async function readMailAction(input: z.input<typeof readMail.input>) {
  return act(readMail, input);
}

export async function retryMailAction(input: z.input<typeof retryMail.input>) {
  const result = await act(retryMail, input);
  if (result.ok) revalidatePath("/admin/outbox");
  return result;
}
