import { z } from "zod";
import { endGrant, EXPIRED_BATCH, listExpired, lockGrant, type GrantRow } from "@/db/queries/intelligence/break-glass";
import { logEvent } from "@/db/queries/kernel/events";
import { type Actor, systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canEndGlass } from "../cases/case-policy";
import { tellCase } from "./tell-case";

/** What is left after so many batches waits a minute for the next time. */
const MOST_ROUNDS = 100;

/**
 * Ends a look before its time, or takes a request back.
 * @throws Fault conflict for one that is over
 */
export const endLook = command({
  action: "intelligence.break-glass.end",
  subject: "look",
  input: z.object({ grant_id: id() }),
  target: (tx, input) => lockGrant(tx, input.grant_id),
  allow: canEndGlass,
  run: async ({ tx, actor, target: look }) => {
    if (look.state !== "open" && look.state !== "waiting") throw new Fault("conflict", "This is over already.");
    await end(tx, actor, look, `Ended by ${actor.name}.`, actor.userId);
    return { id: look.id };
  },
});

const endExpired = command({
  action: "intelligence.break-glass.expire",
  input: z.object({}),
  allow: (actor) => actor.username === "job:break-glass",
  run: async ({ tx, actor }) => {
    const over = await listExpired(tx);
    for (const look of over) await end(tx, actor, look, "Its time was over.", null);
    return over.length;
  },
});

/**
 * Says of looks whose time is over that they are; seeing anything they ended by themselves. Returns how many. A transaction
 * takes some of them only, and the next the rest.
 */
export async function endExpiredLooks(): Promise<number> {
  let total = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const ended = await endExpired(systemCaller("job:break-glass"), {});
    total += ended;
    if (ended < EXPIRED_BATCH) break;
  }
  return total;
}

async function end(tx: Tx, actor: Actor, look: GrantRow, detail: string, by: number | null) {
  await endGrant(tx, look.id, by);
  const about = { table: "break_glass_grants", recordId: look.id, organizationId: look.organization_id };
  await logEvent(tx, { action: "BREAK_GLASS_ENDED", ...about, details: { case_id: look.case_id } });
  const subject =
    look.state === "waiting"
      ? `Nobody looks into ${look.case_number}: the request was taken back`
      : `The look into ${look.case_number} is over`;
  await tellCase(tx, actor, look, { kind: "break_glass_ended", subject, detail });
}
