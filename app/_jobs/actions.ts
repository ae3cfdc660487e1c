"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { cancelJob } from "@/lib/jobs/cancel-job";
import { getJob } from "@/lib/jobs/get-job";

export async function getJobAction(input: z.input<typeof getJob.input>) {
  return act(getJob, input);
}

export async function cancelJobAction(input: z.input<typeof cancelJob.input>) {
  return act(cancelJob, input);
}
