import { listReferredContents, type AnswerContentRow } from "@/db/queries/assessment/answer-contents";
import type { ArchivedSnapshotRow } from "@/db/queries/assessment/round-archives";
import type { SnapshotAnswer } from "@/db/schema/assessment/snapshots";
import type { Tx } from "@/lib/kernel/database";
import { contentHash } from "../snapshot-content";
import { contentOf } from "../verify-snapshot";

const keyOf = (answer: readonly unknown[]) => answer.slice(0, 4).join(" ");
const keyOfRow = (row: AnswerContentRow) => keyOf([row.response_id, row.version, row.status, row.question_id]);

/**
 * Of these snapshots with these answers, those whose content has not the hash that was recorded. What they refer to is read
 * at once for all: one snapshot says mostly what the one before it said.
 */
export async function findAltered(
  tx: Tx,
  snapshots: readonly (Omit<ArchivedSnapshotRow, "text" | "digest"> & { text: string })[],
): Promise<number[]> {
  if (snapshots.length === 0) return [];
  const given = snapshots.map((snapshot) => ({ snapshot, answers: JSON.parse(snapshot.text) as SnapshotAnswer[] }));
  const references = new Map(given.flatMap(({ answers }) => answers.map((answer) => [keyOf(answer), answer])));
  const rows = await listReferredContents(tx, snapshots[0]!.organization_id, [...references.values()]);
  const found = new Map(rows.map((row) => [keyOfRow(row), row]));
  return given.flatMap(({ snapshot, answers }) => {
    const said = answers.flatMap((answer) => found.get(keyOf(answer)) ?? []);
    const content = contentOf(snapshot, said);
    return content && contentHash(content) === snapshot.content_hash ? [] : [snapshot.id];
  });
}
