import { findStanding } from "@/db/queries/health/incidents";
import type { Tx } from "@/lib/kernel/database";

/** Something that may be wrong with the service: asked every five minutes, told once while it lasts. */
export interface AlarmSource {
  /** Names the incident: `database_size`. */
  kind: string;
  /** What is wrong now, in words for superusers; undefined where nothing is. */
  find: (tx: Tx) => Promise<{ subject: string; detail: string } | undefined>;
}

const setting = (name: string, standard: number) => Number(process.env[name] || standard);
const GIGABYTE = 1_000_000_000;
const sizeLimit = () => setting("DATABASE_SIZE_ALARM_BYTES", 10 * GIGABYTE);
const idleLimit = () => setting("INACTIVITY_ALARM_HOURS", 24);

const databaseSize: AlarmSource = {
  kind: "database_size",
  find: async (tx) => {
    const { bytes } = await findStanding(tx, 1);
    if (!sizeLimit() || bytes <= sizeLimit()) return undefined;
    const inGigabytes = (size: number) => `${(size / GIGABYTE).toFixed(size < GIGABYTE ? 2 : 1)} GB`;
    return {
      subject: "The database is larger than its set size",
      detail: `It has ${inGigabytes(bytes)}; DATABASE_SIZE_ALARM_BYTES is ${inGigabytes(sizeLimit())}.`,
    };
  },
};

const inactivity: AlarmSource = {
  kind: "no_activity",
  find: async (tx) => {
    if (!idleLimit() || !(await findStanding(tx, idleLimit())).idle) return undefined;
    return {
      subject: `Nobody did anything for ${idleLimit()} hours`,
      detail: "The trail has no change and no sign-in of a person in that time. Can people reach the service?",
    };
  },
};

/** What the kernel itself watches. Other rooms' alarms are put beside them where the background begins. */
export const alarmSources: AlarmSource[] = [databaseSize, inactivity];
