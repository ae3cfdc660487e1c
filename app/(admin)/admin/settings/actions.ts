"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { saveAlarmSettings } from "@/lib/health/save-alarm-settings";
import { requestRotation } from "@/lib/vault/rotation/request-rotation";

export async function saveAlarmSettingsAction(input: z.input<typeof saveAlarmSettings.input>) {
  const result = await act(saveAlarmSettings, input);
  if (result.ok) revalidatePath("/admin/settings");
  return result;
}

export async function requestRotationAction(input: z.input<typeof requestRotation.input>) {
  return act(requestRotation, input);
}
