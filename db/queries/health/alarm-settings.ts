import type { Statement, Tx } from "@/db/client";

export interface AlarmSettingsRow {
  /** 0: never. */
  database_megabytes: number;
  /** 0: never. */
  inactivity_hours: number;
  sealing_seconds: number;
  version: number;
}

const readStatement: Statement = {
  name: "alarm_settings",
  text: "select database_megabytes, inactivity_hours, sealing_seconds, version from alarm_settings",
};

export async function readAlarmSettings(tx: Tx): Promise<AlarmSettingsRow> {
  return (await tx.send<AlarmSettingsRow>(readStatement, []))[0]!;
}

const writeStatement: Statement = {
  name: "write_alarm_settings",
  text: `update alarm_settings set database_megabytes = $2, inactivity_hours = $3, sealing_seconds = $4, version = version + 1
    where version = $1 returning version`,
};

/** Writes them if `version` is still theirs; the new version, or undefined. */
export async function writeAlarmSettings(tx: Tx, settings: AlarmSettingsRow): Promise<number | undefined> {
  const { version, database_megabytes, inactivity_hours, sealing_seconds } = settings;
  const values = [version, database_megabytes, inactivity_hours, sealing_seconds];
  return (await tx.send<{ version: number }>(writeStatement, values))[0]?.version;
}
