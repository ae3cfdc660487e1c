"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { startPersonalExport } from "@/lib/identity/personal-data/export-personal-data";

export async function startPersonalExportAction(input: z.input<typeof startPersonalExport.input>) {
  return act(startPersonalExport, input);
}
