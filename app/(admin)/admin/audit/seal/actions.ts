"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { startTrailExport } from "@/lib/audit/export-trail";
import { startVerification } from "@/lib/audit/start-verification";
import { cancelJob } from "@/lib/jobs/cancel-job";
import { getJob } from "@/lib/jobs/get-job";

export async function startVerificationAction(input: z.input<typeof startVerification.input>) {
  return act(startVerification, input);
}

export async function startTrailExportAction(input: z.input<typeof startTrailExport.input>) {
  return act(startTrailExport, input);
}

export async function getJobAction(input: z.input<typeof getJob.input>) {
  return act(getJob, input);
}

export async function cancelJobAction(input: z.input<typeof cancelJob.input>) {
  return act(cancelJob, input);
}
