"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { savePreferences } from "@/lib/notify/save-preferences";

export async function savePreferencesAction(input: z.input<typeof savePreferences.input>) {
  return act(savePreferences, input);
}
