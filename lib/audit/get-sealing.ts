import { z } from "zod";
import { findLag, findSealState } from "@/db/queries/audit/seal";
import { config } from "@/lib/kernel/config";
import type { Tx } from "@/lib/kernel/database";
import { query } from "@/lib/kernel/query";
import { canReadTrail } from "./policy";
import { fingerprint } from "./proof/checkpoint";
import { sealKeys } from "./seal-keys";
import { lastWitnessed } from "./witness-file";

/** How far sealing is behind: how many entries wait (1000 stands for more), and for how long the oldest has. */
export async function readSealing(tx: Tx): Promise<{ unsealed: number; lag_ms: number }> {
  const { count, lag_ms } = await findLag(tx);
  return { unsealed: count, lag_ms: Math.max(0, lag_ms ?? 0) };
}

/** How the seal of the trail stands: the last checkpoint, what waits, the key to compare, and what the witness kept. */
export const getSealing = query({
  action: "audit.sealing.get",
  scope: "audit:read",
  input: z.object({}),
  allow: canReadTrail,
  run: async ({ tx }) => {
    const [{ last }, behind] = [await findSealState(tx), await readSealing(tx)];
    const directory = config().witnessDir;
    const witness = await lastWitnessed(directory).then(
      (kept) => ({ directory, last: kept?.n ?? 0, sealed_at: kept?.sealed_at ?? null, fault: null }),
      (error: Error) => ({ directory, last: 0, sealed_at: null, fault: error.message }),
    );
    return {
      ...behind,
      checkpoint: last ? { n: last.n, sealed_at: last.sealed_at, entries: last.total } : null,
      public_key: sealKeys()[0]!.publicKey,
      fingerprint: fingerprint(sealKeys()[0]!.publicKey),
      witness,
    };
  },
});
