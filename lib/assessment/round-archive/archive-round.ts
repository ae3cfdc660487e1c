import { z } from "zod";
import {
  archiveRoundRow,
  findArchivableRound,
  listSnapshotsToArchive,
  type ArchivableRoundRow,
} from "@/db/queries/assessment/round-archives";
import { logEvent } from "@/db/queries/kernel/events";
import { lockVault } from "@/db/queries/vault/data-keys";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { digestOf, writeArchive, type Working } from "@/lib/vault/archive-file";
import type { StagedBlob } from "@/lib/vault/blob-store";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { DamagedError } from "@/lib/vault/segments";
import { blobStore } from "@/lib/vault/store";
import { canArchiveRounds } from "../policy";
import { headLine, readArchive, snapshotLine } from "./archive-lines";
import { findAltered } from "./content-check";
import { roundInput } from "./round-archive-input";

/** Snapshots that are read, and verified, at once. */
const PAGE = 50;

/** What became of a round's answers. */
export interface ArchivedRound {
  product_id: number;
  round: number;
  snapshots: number;
  sha256: string;
  /** Of the file. */
  bytes: number;
}

/** Looks whether a round can be archived, and hands out the key that its file is sealed with. */
const beginArchiving = command({
  action: "assessment.round_archive.begin",
  subject: "round",
  input: roundInput,
  target: (tx, input) => findArchivableRound(tx, input.product_id, input.round),
  allow: (actor) => canArchiveRounds(actor),
  run: async ({ tx, target }) => {
    requireArchivable(target);
    return { round: target, dataKey: await currentDataKey(tx, target.organization_id) };
  },
});

/** @throws Fault conflict for a round that is open, archived already, or has nothing to let go */
export function requireArchivable(round: ArchivableRoundRow): void {
  const no = (why: string) => new Fault("conflict", `Round ${round.round} cannot be archived: ${why}`);
  if (round.closed_at === null) throw no("it is open.");
  if (round.archived_at !== null) throw no("it is archived already.");
  if (round.snapshots === 0) throw no("it has no snapshots besides the one it was closed with.");
}

const readPage = query({
  action: "assessment.round_archive.read",
  subject: "round",
  input: roundInput.extend({ after: z.number() }),
  target: (tx, input) => findArchivableRound(tx, input.product_id, input.round),
  allow: (actor) => canArchiveRounds(actor),
  run: async ({ tx }, { product_id, round, after }) => {
    const rows = await listSnapshotsToArchive(tx, product_id, round, after, PAGE);
    const page = rows.map((row) => ({ ...row, text: row.text!, digest: row.digest! }));
    const [altered] = await findAltered(tx, page);
    if (altered !== undefined)
      throw new Fault("conflict", `Snapshot ${altered} does not hold what it recorded, so the round stays as it is.`);
    return page;
  },
});

/** Puts the file in its place and lets the answers go that stand in it: both or neither. */
const keepArchive = command({
  action: "assessment.round_archive.keep",
  subject: "round",
  input: roundInput.extend({
    file: z.object({
      sha256: z.string(),
      size: z.number(),
      dataKeyId: id(),
      contents: z.record(z.string(), z.string()),
    }),
    staged: z.custom<Pick<StagedBlob, "keep">>(),
  }),
  target: (tx, input) => findArchivableRound(tx, input.product_id, input.round),
  allow: (actor) => canArchiveRounds(actor),
  run: async ({ tx, target }, { product_id, round, file, staged }) => {
    requireArchivable(target);
    const { organization_id: organizationId } = target;
    await lockVault(tx, organizationId); // the sweep waits until a row names the file
    await staged.keep({ organizationId, sha256: file.sha256 });
    const recordId = await archiveRoundRow(tx, { product_id, round, ...file }).catch(explain);
    const details = { product_id, round, sha256: file.sha256, bytes: file.size, snapshots: target.snapshots };
    await logEvent(tx, { action: "ROUND_ARCHIVED", table: "round_archives", recordId, organizationId, details });
  },
});

/** What the database refuses is that the round changed meanwhile. */
function explain(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if ((cause as { code?: string }).code !== "55000") throw error;
  throw new Fault("conflict", "The round changed while it was archived, so it stays. Archive it again.");
}

/**
 * Moves the answers of a closed round's snapshots, but for the closing one's, into one file of the organization's vault: read
 * with every hash computed again, sealed, read back from the disk, and only then taken out of the database, which checks each
 * once more. Whatever ends it in the middle, nothing was changed, and it can be asked for again.
 * @throws Fault conflict for a round that cannot be archived, or of which a snapshot is not what it recorded
 */
export async function archiveRound(
  caller: Caller,
  given: z.input<typeof roundInput>,
  { signal, progress = () => undefined }: Working = {},
): Promise<ArchivedRound> {
  const { round, dataKey } = await beginArchiving(caller, given);
  const of = { product_id: round.product_id, round: round.round };
  const contents: Record<string, string> = {};
  let read = 0;
  const lines = async function* () {
    yield headLine(round);
    for (let after = 0; ;) {
      signal?.throwIfAborted();
      const page = await readPage(caller, { ...of, after });
      for (const row of page) {
        contents[row.id] = row.digest;
        yield snapshotLine(row);
      }
      read += page.length;
      progress(Math.min(0.8, (0.8 * read) / round.snapshots), "Reading snapshots");
      if (page.length < PAGE) return;
      after = page.at(-1)!.id;
    }
  };
  const staged = await blobStore().stage();
  try {
    const file = { organizationId: round.organization_id, dataKey, lines: lines() };
    const { sha256, size } = await writeArchive(staged, file, (chunks) => {
      progress(0.8, "Verifying the file");
      return verifyArchive(chunks, round, contents);
    });
    progress(0.95, "Leaving the database");
    await keepArchive(caller, { ...of, file: { sha256, size, dataKeyId: dataKey.id, contents }, staged });
    return { ...of, snapshots: read, sha256, bytes: size };
  } finally {
    await staged.discard();
  }
}

/**
 * Reads an archive from end to end.
 * @throws DamagedError where it does not hold exactly these answers
 */
export async function verifyArchive(
  chunks: AsyncIterable<Uint8Array>,
  of: Parameters<typeof readArchive>[1],
  contents: Readonly<Record<string, string>>,
): Promise<void> {
  let found = 0;
  for await (const { id, text } of readArchive(chunks, of)) {
    if (contents[id] !== digestOf(text))
      throw new DamagedError(`the answers of snapshot ${id} are not those that were archived`);
    found += 1;
  }
  if (found !== Object.keys(contents).length) throw new DamagedError("snapshots are missing");
}
