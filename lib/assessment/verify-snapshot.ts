import { z } from "zod";
import { listReferredContents, type AnswerContentRow } from "@/db/queries/assessment/answer-contents";
import { findSnapshot } from "@/db/queries/assessment/snapshots";
import type { Tx } from "@/lib/kernel/database";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";
import {
  alteredAnswers,
  contentAnswer,
  contentHash,
  type AlteredAnswer,
  type SnapshotContent,
} from "./snapshot-content";

type StoredSnapshot = NonNullable<Awaited<ReturnType<typeof findSnapshot>>>;

/** Whether a snapshot still says what it said when it was taken. */
export interface SnapshotVerification {
  snapshot_id: number;
  taken_at: string;
  /**
   * `unrecorded`: taken before snapshots had answers and a hash, there is nothing to hold it against. `archived`: its answers
   * stand in a file, and are verified when the round is restored.
   */
  state: "unaltered" | "altered" | "unrecorded" | "archived";
  /** As recorded, and as computed now. */
  content_hash: string | null;
  computed_hash: string | null;
  /** Empty for an altered one: its scores or its head differ, not its answers. */
  altered: AlteredAnswer[];
}

/** Reads back what a snapshot refers to, computes its hash again and says whether it holds or which answers differ. */
export const verifySnapshot = query({
  action: "assessment.snapshot.verify",
  scope: "scores:read",
  subject: "snapshot",
  input: z.object({ snapshot_id: id(), product_id: id().optional() }),
  target: (tx, input) => findSnapshot(tx, input.snapshot_id, input.product_id ?? null),
  allow: (actor, snapshot) => canSeeProduct(actor, { organizationId: snapshot.organization_id }),
  run: async ({ tx, target }): Promise<SnapshotVerification> => {
    const content = await readSnapshotContent(tx, target);
    const computed = content && contentHash(content);
    const holds = computed !== null && computed === target.content_hash;
    return {
      snapshot_id: target.id,
      taken_at: target.taken_at.toISOString(),
      state: content === null ? (target.archived_at ? "archived" : "unrecorded") : holds ? "unaltered" : "altered",
      content_hash: target.content_hash,
      computed_hash: computed,
      altered: content === null || holds ? [] : alteredAnswers(target.answers!, content.answers),
    };
  },
});

/** The content of a snapshot as it is stored now; null for one that recorded no answers. */
export async function readSnapshotContent(tx: Tx, snapshot: StoredSnapshot): Promise<SnapshotContent | null> {
  return (await readSnapshot(tx, snapshot))?.content ?? null;
}

/** The same, and the answers as they are stored. */
export async function readSnapshot(
  tx: Tx,
  snapshot: StoredSnapshot,
): Promise<{ content: SnapshotContent; rows: AnswerContentRow[] } | null> {
  if (snapshot.answers === null) return null;
  const rows = await listReferredContents(tx, snapshot.organization_id, snapshot.answers);
  const content = contentOf(snapshot, rows);
  return content && { content, rows };
}

/** What a snapshot says with these answers; null for one of a time when it named no version of its questionnaire. */
export function contentOf(
  snapshot: Pick<
    StoredSnapshot,
    | "product_id"
    | "questionnaire_version_id"
    | "round"
    | "cause"
    | "taken_at"
    | "overall_score"
    | "validated_score"
    | "coverage"
    | "validated_coverage"
    | "scores"
  >,
  rows: readonly AnswerContentRow[],
): SnapshotContent | null {
  if (snapshot.questionnaire_version_id === null) return null;
  return {
    product_id: snapshot.product_id,
    questionnaire_version_id: snapshot.questionnaire_version_id,
    round: snapshot.round,
    cause: snapshot.cause,
    taken_at: snapshot.taken_at.toISOString(),
    overall_score: snapshot.overall_score,
    validated_score: snapshot.validated_score,
    coverage: snapshot.coverage,
    validated_coverage: snapshot.validated_coverage,
    scores: snapshot.scores,
    answers: rows.map(contentAnswer),
  };
}
