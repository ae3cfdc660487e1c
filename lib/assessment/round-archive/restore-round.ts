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
import type { StoredBlob } from "@/lib/vault/blob-store";
import { openDataKey } from "@/lib/vault/data-keys";
import { openSealedFile, type SegmentReader } from "@/lib/vault/sealed-file";
import { DamagedError } from "@/lib/vault/segments";
import { blobStore } from "@/lib/vault/store";
import { canRestoreRound } from "../policy";
import { readArchive, type ArchivedAnswers } from "./archive-lines";
import { hashed, verifyArchive, type Working } from "./archive-round";
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
  const { organization_id: organizationId, sha256, size } = archive;
  let stored: StoredBlob | undefined;
  try {
    stored = await blobStore().open({ organizationId, sha256 });
    if (!stored) throw new DamagedError("it is gone");
    const file = await openSealedFile({ organizationId, sha256, size }, stored, (id) => {
      const row = keys.find((key) => key.id === id);
      return row && openDataKey(row);
    });
    progress(0.1, "Verifying the file");
    await verifyArchive(hashed(stopping(file, signal), sha256), archive, archive.contents);
    progress(0.5, "Putting answers back");
    const answers = () => readArchive(stopping(file, signal), archive);
    return await putBack(caller, {
      product_id: archive.product_id,
      round: archive.round,
      archive_id: archive.id,
      answers,
    });
  } catch (error) {
    if (!isDamage(error)) throw error;
    const reason = error instanceof DamagedError ? error.message : "The stored file is damaged: it does not unpack.";
    throw new Fault(
      "conflict",
      `Round ${archive.round} cannot be restored. ${reason} Nothing was changed. Bring the file ${sha256} back from a backup.`,
    );
  } finally {
    await stored?.close();
  }
}

const isDamage = (error: unknown) =>
  error instanceof DamagedError || /^(ERR__ERROR|Z_)/.test((error as { code?: string }).code ?? "");

async function* stopping(file: SegmentReader, signal: AbortSignal | undefined) {
  for await (const chunk of file.stream()) {
    signal?.throwIfAborted();
    yield chunk;
  }
}
