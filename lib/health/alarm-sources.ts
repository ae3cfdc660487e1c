import { readAlarmSettings } from "@/db/queries/health/alarm-settings";
import { countDamaged, findStanding } from "@/db/queries/health/incidents";
import type { Tx } from "@/lib/kernel/database";
import { scannerStanding } from "@/lib/vault/clamd";

/** What is wrong now, in words for superusers. */
export interface Wrong {
  subject: string;
  detail: string;
}

/** Something that may be wrong with the service: asked every five minutes, told once while it lasts. */
export type AlarmSource = {
  /** Names the incident: `database_size`. */
  kind: string;
} & (
  | {
      /** Asks the database; undefined where nothing is wrong. */
      find: (tx: Tx) => Promise<Wrong | undefined>;
    }
  | {
      /** Asks anything else, while no transaction is open. */
      look: () => Promise<Wrong | undefined>;
    }
);

const inGigabytes = (megabytes: number) => `${(megabytes / 1000).toFixed(megabytes < 1000 ? 2 : 1)} GB`;

const databaseSize: AlarmSource = {
  kind: "database_size",
  find: async (tx) => {
    const { database_megabytes: limit } = await readAlarmSettings(tx);
    const size = (await findStanding(tx, 1)).bytes / 1_000_000;
    if (!limit || size <= limit) return undefined;
    return {
      subject: "The database is larger than its set size",
      detail: `It has ${inGigabytes(size)}; the settings say ${inGigabytes(limit)}.`,
    };
  },
};

const inactivity: AlarmSource = {
  kind: "no_activity",
  find: async (tx) => {
    const { inactivity_hours: hours } = await readAlarmSettings(tx);
    if (!hours || !(await findStanding(tx, hours)).idle) return undefined;
    return {
      subject: `Nobody did anything for ${hours} hours`,
      detail: "The trail has no change and no sign-in of a person in that time. Can people reach the service?",
    };
  },
};

const malwareScanner: AlarmSource = {
  kind: "malware_scanner",
  look: async () =>
    (await scannerStanding()) === "away"
      ? {
          subject: "The malware scanner does not answer",
          detail: "No file is taken while it is away. CLAMD_URL says where it should be.",
        }
      : undefined,
};

const damage: AlarmSource = {
  kind: "damaged_evidence",
  find: async (tx) => {
    const files = await countDamaged(tx);
    if (files === 0) return undefined;
    return {
      subject: "Evidence is damaged",
      detail: `${files} ${files === 1 ? "file was" : "files were"} refused within a day, since what is stored is not what was uploaded. The audit trail names them (EVIDENCE_DAMAGED); restore them from a backup.`,
    };
  },
};

/** What the kernel itself watches. Other rooms' alarms are put beside them where the background begins. */
export const alarmSources: AlarmSource[] = [databaseSize, inactivity, malwareScanner, damage];
