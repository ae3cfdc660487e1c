import { z } from "zod";
import {
  endRestoring,
  findRoundArchive,
  listArchivedSnapshots,
  putBackAnswers,
  type RoundArchiveRow,
} from "@/db/queries/assessment/round-archives";
import { logEvent } from "@/db/queries/kernel/events";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { withArchive, type Working } from "@/lib/vault/archive-file";
import { canRestoreRound } from "../policy";
import { readArchive, type ArchivedAnswers } from "./archive-lines";
import { verifyArchive } from "./archive-round";
import { findAltered } from "./content-check";
import { roundInput } from "./round-archive-input";

/** Snapshots that are put back at once. */
const PAGE = 50;

export const accessToArchive = ({ organization_id, owner_id }: RoundArchiveRow) => ({
  organizationId: organization_id,
  ownerId: owner_id,
});

/** The file of an archived round, with what opens it. */
const openArchive = query({
  action: "assessment.round_archive.open",
  subject: "archive of this round",
  input: roundInput,
  target: (tx, input) => findRoundArchive(tx, input.product_id, input.round),
  allow: (actor, archive) => canRestoreRound(actor, accessToArchive(archive)),
  run: async ({ tx, target }) => ({ archive: target, keys: await findDataKeys(tx, target.organization_id) }),
});

/** Puts all answers back, or none. */
const putBack = command({
  action: "assessment.round_archive.restore",
  subject: "archive of this round",
  input: roundInput.extend({ archive_id: z.number(), answers: z.custom<() => AsyncIterable<ArchivedAnswers>>() }),
  target: (tx, input) => findRoundArchive(tx, input.product_id, input.round),
  allow: (actor, archive) => canRestoreRound(actor, accessToArchive(archive)),
  run: async ({ tx, target: archive }, { archive_id, answers }) => {
    if (archive.id !== archive_id)
      throw new Fault("conflict", "The round was archived anew meanwhile. Restore it again.");
    const altered: number[] = [];
    const page: ArchivedAnswers[] = [];
    for await (const each of answers()) {
      page.push(each);
      if (page.length === PAGE) altered.push(...(await putBackPage(tx, archive, page.splice(0))));
    }
    if (page.length > 0) altered.push(...(await putBackPage(tx, archive, page)));
    await endRestoring(tx, archive.id);
    const { id: recordId, organization_id: organizationId, product_id, round, snapshots, sha256 } = archive;
    const details = { product_id, round, sha256, snapshots, altered };
    await logEvent(tx, { action: "ROUND_RESTORED", table: "round_archives", recordId, organizationId, details });
    return { product_id, round, snapshots, altered };
  },
});

async function putBackPage(tx: Tx, archive: RoundArchiveRow, page: ArchivedAnswers[]): Promise<number[]> {
  const texts = new Map(page.map(({ id, text }) => [id, text]));
  const [, heads] = await Promise.all([
    putBackAnswers(tx, archive.id, page),
    listArchivedSnapshots(tx, archive.organization_id, [...texts.keys()]),
  ]);
  return findAltered(
    tx,
    heads.map((head) => ({ ...head, text: texts.get(head.id)! })),
  );
}

/** What came of restoring. `altered`: snapshots whose answers are back, and which do not hold what they recorded. */
export interface RestoredRound {
  product_id: number;
  round: number;
  snapshots: number;
  altered: number[];
}

/**
 * Puts the answers of an archived round back from its file, which is read from end to end first: a damaged one changes nothing.
 * The database takes each only as it left. The hashes of the snapshots are computed again; one that does not hold any more,
 * since a revision was tampered with meanwhile, is named, and has its answers all the same.
 * @throws Fault not_found for a round that is not archived, conflict when its file is damaged or gone
 */
export async function restoreRound(
  caller: Caller,
  given: z.input<typeof roundInput>,
  { signal, progress = () => undefined }: Working = {},
): Promise<RestoredRound> {
  const { archive, keys } = await openArchive(caller, given);
  const { organization_id: organizationId, sha256, size, product_id, round } = archive;
  return withArchive(
    { organizationId, sha256, size, keys },
    signal,
    async (read) => {
      progress(0.1, "Verifying the file");
      await verifyArchive(read(), archive, archive.contents);
      progress(0.5, "Putting answers back");
      const answers = () => readArchive(read(), archive);
      return putBack(caller, { product_id, round, archive_id: archive.id, answers });
    },
    (reason) => {
      throw new Fault(
        "conflict",
        `Round ${round} cannot be restored. ${reason} Nothing was changed. Bring the file ${sha256} back from a backup.`,
      );
    },
  );
}
