import { z } from "zod";
import { findCheckpointsAfter, lockWitness } from "@/db/queries/audit/seal";
import { config } from "@/lib/kernel/config";
import { query } from "@/lib/kernel/query";
import { checkpointHash } from "./proof/checkpoint";
import { appendToWitness, lastWitnessed } from "./witness-file";

const BATCH = 500;

/** The witness and the database disagree: the trail was cut or sealed anew, or an older backup was restored. */
export class WitnessConflict extends Error {}

/**
 * Brings the witness of this process up to the last checkpoint. Never over what it kept: a database that knows less, or
 * something else, is told.
 * @throws WitnessConflict
 */
export const writeWitness = query({
  action: "audit.witness.write",
  as: "job:sealer",
  input: z.object({}),
  allow: () => true,
  run: async ({ tx }) => {
    const directory = config().witnessDir;
    // Replicas may share the directory.
    await lockWitness(tx);
    const kept = await lastWitnessed(directory);
    let after = kept ? kept.n - 1 : 0;
    if (kept) {
      const [found] = await findCheckpointsAfter(tx, kept.n - 1, 1);
      if (!found || found.n !== kept.n || checkpointHash(found) !== checkpointHash(kept))
        throw new WitnessConflict(
          `The witness in ${directory} kept checkpoint ${kept.n} of ${kept.sealed_at}, and the database ${found?.n === kept.n ? "has another one" : "does not have it"}.`,
        );
      after = kept.n;
    }
    for (;;) {
      const checkpoints = await findCheckpointsAfter(tx, after, BATCH);
      if (checkpoints.length > 0) await appendToWitness(directory, checkpoints);
      after = checkpoints.at(-1)?.n ?? after;
      if (checkpoints.length < BATCH) return after;
    }
  },
});
