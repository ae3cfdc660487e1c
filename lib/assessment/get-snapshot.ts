import { z } from "zod";
import { findSnapshot } from "@/db/queries/assessment/snapshots";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeSnapshot } from "./list-snapshots";
import { canSeeProduct } from "./policy";
import { contentHash } from "./snapshot-content";
import { readSnapshotContent } from "./verify-snapshot";

/**
 * A snapshot with its scores and its answers as they were; `answers` is null for one that kept scores alone, and for an
 * archived one. `unaltered`
 * says whether what is answered here has the hash that was recorded.
 */
export const getSnapshot = query({
  action: "assessment.snapshot.get",
  scope: "scores:read",
  subject: "snapshot",
  input: z.object({ product_id: id(), snapshot_id: id() }),
  target: (tx, input) => findSnapshot(tx, input.snapshot_id, input.product_id),
  allow: (actor, snapshot) => canSeeProduct(actor, { organizationId: snapshot.organization_id }),
  run: async ({ tx, target }) => {
    const content = await readSnapshotContent(tx, target);
    return {
      ...describeSnapshot(target),
      scores: target.scores,
      answers: content?.answers ?? null,
      unaltered: content === null ? null : contentHash(content) === target.content_hash,
    };
  },
});
