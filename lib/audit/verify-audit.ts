import { z } from "zod";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { logEvent } from "@/db/queries/kernel/events";
import { canReadTrail } from "./policy";
import type { Verdict } from "./proof/trail-verifier";
import { verifyTrail } from "./proof/verify-trail";
import { readProof, proofBounds } from "./read-proof";
import { microsOf, proofRange } from "./trail-input";
import { lastWitnessed, readWitness } from "./witness-file";

export interface AuditVerdict extends Verdict {
  /** Whether a witness outside the database was there to compare with. */
  witnessed: boolean;
}

/** What was found stands in the trail, too. */
const note = command({
  action: "audit.trail.verify",
  input: z.object({ verdict: z.custom<AuditVerdict>(), range: z.object(proofRange) }),
  allow: canReadTrail,
  run: ({ tx }, { verdict, range }) => {
    const { ok, entries, checkpoints, problem_count, problems } = verdict;
    const details = { ...range, ok, entries, checkpoints, problem_count, first: problems[0]?.message };
    return logEvent(tx, { action: "VERIFY", table: "audit_log", details });
  },
});

/** Verifies all of the trail in the database by the keys of this installation alone, and notes nothing: for a restored backup. */
export async function verifySeal(caller: Caller): Promise<Verdict> {
  const all = { from: null, to: null };
  const bounds = await proofBounds(caller);
  return verifyTrail(readProof(caller, bounds, all), { trusted: bounds.believed });
}

/**
 * Verifies the trail in the database, or its entries of a time, with the keys of this installation and what the witness
 * kept; streaming, in bounded memory.
 * @param witness a file or directory of checkpoints that were kept outside the database
 */
export async function verifyAudit(
  caller: Caller,
  given: { from?: string; to?: string; witness?: string },
  onProgress?: (share: number, entries: number) => void,
): Promise<AuditVerdict> {
  const range = z.object(proofRange).parse({ from: given.from, to: given.to });
  // What the witness had seen before the bounds are read is within them, unless it was cut off since.
  const { witness } = given;
  const newest = witness === undefined ? 0 : ((await lastWitnessed(witness))?.n ?? 0);
  const bounds = await proofBounds(caller);
  const [from, to] = [microsOf(range.from), microsOf(range.to)];
  let witnessed = false;
  const seen = async function* () {
    if (witness === undefined) return;
    for await (const checkpoint of readWitness(witness)) {
      if (checkpoint.n > newest) return;
      witnessed = true;
      yield checkpoint;
    }
  };
  const verdict = await verifyTrail(readProof(caller, bounds, { from, to }), {
    trusted: bounds.believed,
    partial: from !== null || to !== null,
    from: from ?? undefined,
    to: to ?? undefined,
    witness: seen(),
    onProgress: (entries) => onProgress?.(bounds.total ? Math.min(1, entries / bounds.total) : 0, entries),
  });
  await note(caller, { verdict: { ...verdict, witnessed }, range });
  return { ...verdict, witnessed };
}
