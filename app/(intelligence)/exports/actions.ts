"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { startExport } from "@/lib/intelligence/export/export-records";

export async function startExportAction(input: z.input<typeof startExport.input>) {
  return act(startExport, input);
}
