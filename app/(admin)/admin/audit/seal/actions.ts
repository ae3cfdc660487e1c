"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { startTrailExport } from "@/lib/audit/export-trail";
import { startVerification } from "@/lib/audit/start-verification";

export async function startVerificationAction(input: z.input<typeof startVerification.input>) {
  return act(startVerification, input);
}

export async function startTrailExportAction(input: z.input<typeof startTrailExport.input>) {
  return act(startTrailExport, input);
}
