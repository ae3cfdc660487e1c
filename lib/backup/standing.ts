import { findLastGood, type LastBackup } from "@/db/queries/backup/backups";
import { readBackupSettings, type BackupSettingsRow } from "@/db/queries/backup/settings";
import type { Tx } from "@/lib/kernel/database";

const HOUR_MS = 3_600_000;

/** How well the service is backed up now. */
export interface BackupStanding {
  state: "good" | "late" | "none_yet" | "off";
  last: LastBackup | undefined;
  settings: BackupSettingsRow;
}

/** `late`: the last backup that was found whole is older than the alarm's age, or there has been none for so long. */
export async function backupStanding(tx: Tx, now = new Date()): Promise<BackupStanding> {
  const [settings, last] = await Promise.all([readBackupSettings(tx), findLastGood(tx)]);
  const since = Math.max(settings.since.getTime(), last?.created_at.getTime() ?? 0);
  const late = now.getTime() - since > settings.alarm_hours * HOUR_MS;
  const state = !settings.enabled ? "off" : late ? "late" : last ? "good" : "none_yet";
  return { state, last, settings };
}
