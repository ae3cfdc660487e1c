import { z } from "zod";
import { findSealState } from "@/db/queries/audit/seal";
import { config } from "@/lib/kernel/config";
import { query } from "@/lib/kernel/query";
import { canReadTrail } from "./policy";
import { fingerprint } from "./proof/checkpoint";
import { sealKeys } from "./seal-keys";
import { readSealing } from "./sealing-lag";
import { lastWitnessed } from "./witness-file";

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
