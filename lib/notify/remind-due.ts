import { z } from "zod";
import { findDue, type DueRow, type DueStatement } from "@/db/queries/notify/due";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { remind } from "./notify";
import { topicOf } from "./topics";

/** Things that are due, as a room finds them, and the kind of notice that reminds of them. */
export interface DueSource {
  kind: string;
  statement: DueStatement;
}

const BATCH = 500;

const remindOf = command({
  action: "notify.due.remind",
  input: z.object({ source: z.custom<DueSource>(), today: z.iso.date() }),
  as: "job:reminders",
  allow: () => true,
  run: async ({ tx }, { source, today }) => {
    const rows = await findDue(tx, source.statement, {
      kind: source.kind,
      topic: topicOf(source.kind),
      today,
      limit: BATCH,
    });
    await remind(
      tx,
      rows.map((row) => ({
        userId: row.user_id,
        organizationId: row.organization_id,
        kind: source.kind,
        subject: `${stages[row.stage]}: ${row.title}`,
        detail: `Due ${dayOf(row.due_on)}`,
        link: row.link,
        key: row.key,
      })),
    );
    return rows.length;
  },
});

const stages: Record<DueRow["stage"], string> = { week: "Due soon", day: "Due now", late: "Overdue" };

const dayOf = (date: string) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));

/**
 * Reminds everyone of what is due in a week, due now and overdue, each once a stage. May run as often as one likes, on
 * any number of replicas: what was told is not told again.
 */
export async function remindDue(sources: readonly DueSource[], now = new Date()): Promise<void> {
  const today = now.toISOString().slice(0, 10);
  for (const source of sources) while ((await remindOf(systemCaller("job:reminders"), { source, today })) === BATCH);
}
