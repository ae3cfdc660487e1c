import { z } from "zod";
import { type ArchiveRow, findArchives, noteReplacedGone, replaceArchive } from "@/db/queries/audit/archives";
import { logEvent } from "@/db/queries/kernel/events";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id, requiredText } from "@/lib/kernel/input";
import { assertNotHeld } from "../hold/assert-not-held";
import { canReadTrail } from "../policy";
import { type TrailRowText, valuesDigest } from "../proof/row";
import { checkpointLine, rowLine } from "../proof/trail-file";
import { openTrail } from "../proof/trail-source";
import { archivePath, type KeptArchive, removeArchiveFile, requireWhole, writeArchiveFile } from "./archive-file";
import { monthName } from "./months";

const about = { organization_id: id(), reason: requiredText(500) };

/** The archived months, where no hold forbids to erase in them. */
const beginErasure = command({
  action: "audit.archive.erase",
  input: z.object(about),
  allow: canReadTrail,
  run: async ({ tx }, { organization_id }) => {
    await assertNotHeld(tx, organization_id);
    return (await findArchives(tx)).filter(({ removed }) => removed);
  },
});

const noteReplaced = command({
  action: "audit.archive.replace",
  input: z.object({ ...about, archive: z.custom<ArchiveRow>(), by: z.custom<KeptArchive>(), erased: z.int() }),
  allow: canReadTrail,
  reason: (input) => input.reason,
  run: async ({ tx }, { organization_id, archive, by, erased }) => {
    await assertNotHeld(tx, organization_id);
    if (!(await replaceArchive(tx, archive, by))) throw new Fault("conflict", "This archive was replaced meanwhile.");
    const details = { month: monthName(archive.month), file: by.file, sha256: by.sha256, entries: erased };
    await logEvent(tx, { action: "ERASE", table: "audit_archives", organizationId: organization_id, details });
  },
});

const noteGone = command({
  action: "audit.archive.note-gone",
  input: z.object({ archive: z.custom<ArchiveRow>() }),
  allow: canReadTrail,
  run: async ({ tx }, { archive }) => void (await noteReplacedGone(tx, archive)),
});

/**
 * Erases what archived months say of an organization's values, as app.erase_trail_values does in the database: their
 * digests stand for them, and the seal still verifies. Each file is written anew before the one before goes; whatever ends
 * it in the middle, it can be asked for again. Returns how many entries were erased.
 * @throws Fault conflict under a legal hold, or for a file that is not what was written
 */
export async function eraseArchivedValues(
  caller: Caller,
  given: { organization_id: number; reason: string },
): Promise<number> {
  let all = 0;
  for (const archive of await beginErasure(caller, given)) {
    await removeReplaced(caller, archive);
    await requireWhole(archive);
    let erased = 0;
    const by = await writeArchiveFile(
      archive.month,
      linesWithout(archive, given.organization_id, () => (erased += 1)),
    );
    // The same bytes again: nothing of it was there.
    if (by.file === archive.file) continue;
    if (erased === 0) {
      await removeArchiveFile(by.file);
      continue;
    }
    await noteReplaced(caller, { ...given, archive, by, erased });
    await removeReplaced(caller, { ...archive, replaced_file: archive.file });
    all += erased;
  }
  return all;
}

async function removeReplaced(caller: Caller, archive: ArchiveRow) {
  if (archive.replaced_file === null) return;
  await removeArchiveFile(archive.replaced_file);
  await noteGone(caller, { archive });
}

async function* linesWithout(
  archive: ArchiveRow,
  organizationId: number,
  onErased: () => void,
): AsyncGenerator<string> {
  const { header, pieces } = await openTrail(archivePath(archive.file));
  yield `${JSON.stringify(header)}\n`;
  const mark = `"organization_id" : ${organizationId}, `;
  for await (const piece of pieces) {
    if (!("row" in piece)) {
      yield `${checkpointLine(piece.checkpoint, piece.records)}\n`;
      continue;
    }
    const goes = piece.row.entry.includes(mark) && piece.row.values !== null && piece.row.values !== NOTHING;
    if (goes) onErased();
    yield `${rowLine(goes ? withoutValues(piece.row) : piece.row)}\n`;
  }
}

const NOTHING = '{"old":null,"new":null}';

const withoutValues = ({ values, salt, ...row }: TrailRowText): TrailRowText => ({
  ...row,
  values: null,
  salt: null,
  valuesDigest: valuesDigest(values!, salt).toString("hex"),
});
