"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { startPersonalExport } from "@/lib/identity/personal-data/export-personal-data";
import { cancelJob } from "@/lib/jobs/cancel-job";
import { getJob } from "@/lib/jobs/get-job";

export async function startPersonalExportAction(input: z.input<typeof startPersonalExport.input>) {
  return act(startPersonalExport, input);
}

export async function getExportJobAction(input: z.input<typeof getJob.input>) {
  return act(getJob, input);
}

export async function cancelExportJobAction(input: z.input<typeof cancelJob.input>) {
  return act(cancelJob, input);
}
