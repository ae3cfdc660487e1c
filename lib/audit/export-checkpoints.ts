import { z } from "zod";
import { findCheckpointsAfter } from "@/db/queries/audit/seal";
import { logEvent } from "@/db/queries/kernel/events";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { query } from "@/lib/kernel/query";
import type { UseCase } from "@/lib/kernel/use-case";
import { canReadTrail } from "./policy";

const BATCH = 1_000;
const nothing = z.object({});

const beginExport = command({
  action: "audit.checkpoints.export",
  scope: "audit:read",
  input: nothing,
  allow: canReadTrail,
  run: ({ tx }) => logEvent(tx, { action: "EXPORT", table: "audit_checkpoints" }),
});

const readBatch = query({
  action: "audit.checkpoints.export",
  scope: "audit:read",
  input: z.object({ after: z.number() }),
  allow: canReadTrail,
  run: ({ tx }, { after }) => findCheckpointsAfter(tx, after, BATCH),
});

/** Every signed checkpoint as a line of JSON, a batch at a time: kept elsewhere, they bear witness against this database. */
export const exportCheckpoints = Object.assign(
  async (caller: Caller, input: z.input<typeof nothing>): Promise<AsyncGenerator<string>> => {
    await beginExport(caller, input);
    return pieces(caller);
  },
  { action: beginExport.action, kind: "command" as const, input: nothing, scope: beginExport.scope, as: undefined },
) satisfies UseCase<typeof nothing, AsyncGenerator<string>>;

async function* pieces(caller: Caller): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const batch = await readBatch(caller, { after });
    yield batch.map((checkpoint) => `${JSON.stringify(checkpoint)}\n`).join("");
    if (batch.length < BATCH) return;
    after = batch.at(-1)!.n;
  }
}
