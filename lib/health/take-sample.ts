import { z } from "zod";
import { closeIncidents, openIncident } from "@/db/queries/health/incidents";
import { deleteSamplesOlderThan, insertSample } from "@/db/queries/health/samples";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { tellSuperusers } from "@/lib/notify/tell-superusers";
import type { AlarmSource, Wrong } from "./alarm-sources";

const KEPT_DAYS = 30;

/** Notes how the service is, and forgets what is a month old. */
const takeSample = command({
  action: "health.sample.take",
  as: "job:health",
  input: z.object({}),
  allow: () => true,
  run: async ({ tx }) => {
    const taken = await insertSample(tx);
    if (taken) await deleteSamplesOlderThan(tx, KEPT_DAYS);
    return taken;
  },
});

/** An alarm to be told; one that was looked for before the transaction has its answer. */
interface Alarm {
  kind: string;
  find: (tx: Tx) => Promise<Wrong | undefined>;
}

/** Looks for what is wrong: begins and ends incidents, and tells every superuser of one that begins. */
const checkAlarms = command({
  action: "health.alarms.check",
  as: "job:health",
  input: z.object({ alarms: z.custom<readonly Alarm[]>() }),
  allow: () => true,
  run: async ({ tx }, { alarms }) => {
    const over: string[] = [];
    for (const { kind, find } of alarms) {
      const wrong = await find(tx);
      if (!wrong) {
        over.push(kind);
        continue;
      }
      const id = await openIncident(tx, { kind, ...wrong });
      if (id === undefined) continue;
      await tellSuperusers(tx, { kind: "system_alarm", link: "/admin/system", key: `incident:${id}`, ...wrong });
    }
    if (over.length > 0) await closeIncidents(tx, over);
  },
});

/** A look at the service, for a clock. Any number of processes may look: a sample and an incident are one for all. */
export async function lookAfterService(sources: readonly AlarmSource[]): Promise<void> {
  await takeSample(systemCaller("job:health"), {});
  const alarms = await Promise.all(sources.map(lookFor));
  await checkAlarms(systemCaller("job:health"), { alarms });
}

async function lookFor(source: AlarmSource): Promise<Alarm> {
  if ("find" in source) return source;
  const wrong = await source.look();
  return { kind: source.kind, find: async () => wrong };
}
