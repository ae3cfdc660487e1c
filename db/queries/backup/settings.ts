import { BACKUP_LOCK } from "@/db/backup/backup-lock";
import type { Statement, Tx } from "@/db/client";

export interface BackupSettingsRow {
  enabled: boolean;
  schedule: string;
  keep_days: number;
  keep_weeks: number;
  keep_months: number;
  alarm_hours: number;
  queued_at: Date;
  since: Date;
  version: number;
}

const columns = "enabled, schedule, keep_days, keep_weeks, keep_months, alarm_hours, queued_at, since, version";
const readStatement: Statement = { name: "backup_settings", text: `select ${columns} from backup_settings` };
const lockStatement: Statement = {
  name: "lock_backup_settings",
  text: `select ${columns} from backup_settings for update skip locked`,
};

export async function readBackupSettings(tx: Tx): Promise<BackupSettingsRow> {
  return (await tx.send<BackupSettingsRow>(readStatement, []))[0]!;
}

/** Undefined while another process looks at the schedule. */
export async function lockBackupSettings(tx: Tx): Promise<BackupSettingsRow | undefined> {
  return (await tx.send<BackupSettingsRow>(lockStatement, []))[0];
}

const queuedStatement: Statement = { name: "note_backup_queued", text: "update backup_settings set queued_at = now()" };

export const noteQueued = (tx: Tx) => tx.send(queuedStatement, []);

// What is due counts from the change: a new schedule makes up for nothing.
const writeStatement: Statement = {
  name: "write_backup_settings",
  text: `update backup_settings set enabled = $2, schedule = $3, keep_days = $4, keep_weeks = $5, keep_months = $6, alarm_hours = $7,
      queued_at = case when schedule <> $3 or enabled <> $2 then now() else queued_at end,
      since = case when $2 and not enabled then now() else since end, version = version + 1
    where version = $1 returning version`,
};

export type BackupChoices = Omit<BackupSettingsRow, "queued_at" | "since" | "version">;

/** Writes them if `version` is still theirs; the new version, or undefined. */
export async function writeBackupSettings(tx: Tx, version: number, choices: BackupChoices) {
  const { enabled, schedule, keep_days, keep_weeks, keep_months, alarm_hours } = choices;
  const values = [version, enabled, schedule, keep_days, keep_weeks, keep_months, alarm_hours];
  return (await tx.send<{ version: number }>(writeStatement, values))[0]?.version;
}

const holdStatement: Statement = {
  name: "hold_backup_files",
  text: "select pg_try_advisory_xact_lock_shared($1) as free",
};

/** Whether files may be removed: not while a backup is made, which may be about to read them. True holds until the commit. */
export async function mayRemoveFiles(tx: Tx): Promise<boolean> {
  return (await tx.send<{ free: boolean }>(holdStatement, [BACKUP_LOCK]))[0]!.free;
}
