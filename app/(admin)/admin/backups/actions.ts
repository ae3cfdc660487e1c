"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { requestBackup } from "@/lib/backup/request-backup";
import { requestVerification } from "@/lib/backup/request-verification";
import { saveBackupSettings } from "@/lib/backup/save-settings";

export async function requestBackupAction() {
  return act(requestBackup, {});
}

export async function requestVerificationAction(input: z.input<typeof requestVerification.input>) {
  return act(requestVerification, input);
}

export async function saveSettingsAction(input: z.input<typeof saveBackupSettings.input>) {
  const result = await act(saveBackupSettings, input);
  if (result.ok) revalidatePath("/admin/backups");
  return result;
}
