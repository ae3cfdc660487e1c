"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { cancelJob } from "@/lib/jobs/cancel-job";
import { retryJob } from "@/lib/jobs/retry-job";

export async function retryJobAction(input: z.input<typeof retryJob.input>) {
  const result = await act(retryJob, input);
  revalidatePath("/admin/jobs");
  return result;
}

export async function cancelJobAction(input: z.input<typeof cancelJob.input>) {
  const result = await act(cancelJob, input);
  revalidatePath("/admin/jobs");
  return result;
}
