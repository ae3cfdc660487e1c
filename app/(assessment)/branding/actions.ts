"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { saveBranding } from "@/lib/assessment/report/save-branding";

export async function saveBrandingAction(input: z.input<typeof saveBranding.input>) {
  return act(saveBranding, input);
}
