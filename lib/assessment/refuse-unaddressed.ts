import { listSentBack, type SentBackRow } from "@/db/queries/assessment/unaddressed";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";

/** Why a response that was sent back cannot be submitted again yet; undefined when it can. */
export function unaddressed(row: SentBackRow): string | undefined {
  if (row.verdict === "rejected") {
    return row.answer_changed && row.evidence_added
      ? undefined
      : "was rejected: it needs a new answer and new evidence";
  }
  const changed = row.answer_changed || row.comment_changed || row.evidence_changed;
  return changed ? undefined : "needs revision: change its answer, comment or evidence first";
}

/** @throws Fault invalid naming the responses that come back unchanged */
export async function refuseUnaddressed(tx: Tx, responseIds: number[]): Promise<void> {
  const fields = (await listSentBack(tx, responseIds)).flatMap((row) => {
    const message = unaddressed(row);
    return message ? [{ path: `responses.${row.response_id}`, message: `“${row.question}” ${message}` }] : [];
  });
  if (fields.length) throw new Fault("invalid", fields[0]!.message, { fields });
}
