import { z } from "zod";
import { findRoundsToArchive } from "@/db/queries/assessment/round-archives";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import type { Working } from "@/lib/vault/archive-file";
import { canArchiveRounds } from "../policy";
import { archiveRound, type ArchivedRound } from "./archive-round";
import { ageInput } from "./round-archive-input";

/** Rounds of one run; the next one goes on. */
const MOST = 1_000;
const DAY_MS = 24 * 3_600_000;

/** A round that would be archived. `bytes`: what its answers take in the database. */
export interface PlannedRound {
  product_id: number;
  product: string;
  organization: string;
  round: number;
  closed_at: string;
  snapshots: number;
  bytes: number;
}

/** Rounds that were closed so many days ago, and not restored since, the oldest first; at most a thousand. */
export const planRoundArchive = query({
  action: "assessment.round_archive.plan",
  input: z.object({ older_than: ageInput }),
  allow: canArchiveRounds,
  run: async ({ tx }, { older_than }): Promise<PlannedRound[]> => {
    const rows = await findRoundsToArchive(tx, new Date(Date.now() - older_than * DAY_MS), MOST);
    return rows.map(({ product_id, product, organization, round, closed_at, snapshots, bytes }) => ({
      ...{ product_id, product, organization, round },
      ...{ closed_at: closed_at.toISOString(), snapshots, bytes },
    }));
  },
});

export interface ArchivedRounds {
  archived: ArchivedRound[];
  /** Rounds that stay, each with why. */
  kept: { product_id: number; round: number; reason: string }[];
}

/** Archives the rounds that were closed so many days ago, each by itself: one that cannot be does not keep the others. */
export async function archiveOldRounds(
  caller: Caller,
  olderThan: number,
  { signal, progress = () => undefined }: Working = {},
): Promise<ArchivedRounds> {
  const planned = await planRoundArchive(caller, { older_than: olderThan });
  const done: ArchivedRounds = { archived: [], kept: [] };
  for (const [index, { product_id, round, product }] of planned.entries()) {
    const say = (share: number, step: string) =>
      progress((index + share) / planned.length, `${product}, round ${round}: ${step}`);
    try {
      done.archived.push(await archiveRound(caller, { product_id, round }, { signal, progress: say }));
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== "conflict") throw error;
      done.kept.push({ product_id, round, reason: error.message });
    }
  }
  return done;
}
