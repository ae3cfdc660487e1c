"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { createReport } from "@/lib/assessment/report/create-report";
import { startPrint } from "@/lib/assessment/report/start-print";
import { verifyReport } from "@/lib/assessment/report/verify-report";

export async function createReportAction(input: z.input<typeof createReport.input>) {
  return act(createReport, input);
}

export async function startPrintAction(input: z.input<typeof startPrint.input>) {
  return act(startPrint, input);
}

export async function verifyReportAction(input: z.input<typeof verifyReport.input>) {
  return act(verifyReport, input);
}
