import { z } from "zod";
import { findRoundProduct, listRoundRows, type RoundProductRow, type RoundRow } from "@/db/queries/assessment/rounds";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canArchiveRounds, canRestoreRound, canRunRounds, canSeeProduct, type ProductAccess } from "./policy";
import { roundScore } from "./scoring";

/** An assessment round. Scores are 0–5 and coverage is 0–1, as its closing snapshot has them; null while it is open. */
export interface Round {
  number: number;
  name: string;
  open: boolean;
  started_at: string;
  started_by: string | null;
  closed_at: string | null;
  closed_by: string | null;
  snapshot_id: number | null;
  overall_score: number | null;
  validated_score: number | null;
  coverage: number | null;
  /** When the answers of its snapshots, but for the closing one's, left the database for a file. */
  archived_at: string | null;
}

/** One page of a product's rounds, the newest first. */
export const listRounds = query({
  action: "assessment.rounds.list",
  scope: "products:read",
  subject: "product",
  input: z.object({ product_id: id(), limit: limit(200, 50), cursor: z.string().max(200).optional() }),
  target: (tx, input) => findRoundProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, actor, target: product }, input) => {
    const before = decodeCursor(input.cursor, "n");
    const rows = await listRoundRows(tx, product.id, (before?.[0] as number | undefined) ?? null, input.limit + 1);
    const page = rows.slice(0, input.limit);
    return {
      rounds: page.map(describeRound),
      next_cursor: rows.length > input.limit ? encodeCursor([page.at(-1)!.number]) : null,
      product: {
        id: product.id,
        name: product.name,
        organization: product.organization,
        archived: product.archived,
        round: product.round,
        round_closed: product.round_closed,
        answered: product.answered,
        /** Answers that wait for a verdict. */
        waiting: product.waiting,
      },
      can_run: canRunRounds(actor, roundAccess(product)),
      can_archive: canArchiveRounds(actor),
      can_restore: canRestoreRound(actor, roundAccess(product)),
    };
  },
});

const score = (value: number | null) => (value === null ? null : roundScore(value));

export const describeRound = (row: RoundRow): Round => ({
  number: row.number,
  name: row.name,
  open: row.closed_at === null,
  started_at: row.started_at.toISOString(),
  started_by: row.started_by,
  closed_at: row.closed_at?.toISOString() ?? null,
  closed_by: row.closed_by,
  snapshot_id: row.snapshot_id,
  overall_score: score(row.overall_score),
  validated_score: score(row.validated_score),
  coverage: row.coverage,
  archived_at: row.archived_at?.toISOString() ?? null,
});

/** What permission needs to know of a product whose round it is. */
export const roundAccess = (product: RoundProductRow): ProductAccess => ({
  organizationId: product.organization_id,
  ownerId: product.owner_id,
  isMember: product.is_member,
  archived: product.archived,
});
