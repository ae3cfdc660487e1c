import type { ArchiveRow } from "@/db/queries/audit/archives";
import type { TrailRowText } from "../proof/row";
import { openTrail } from "../proof/trail-source";
import type { Absence } from "../proof/trail-verifier";
import { archivePath, faultOf, saysOfArchive } from "./archive-file";
import { boundsOf, overlaps } from "./months";

type Range = { from: number | null; to: number | null };
type ArchivedPiece = TrailRowText | { absence: Absence };

/**
 * The archived rows of a time and those that come from the database, in the order of their ids. A file that is not what was
 * written is told before any row, one that cannot be read to its end when that shows. Files are opened as they are needed:
 * memory stays constant however many there are.
 */
export async function* withArchived(
  archives: readonly ArchiveRow[],
  range: Range,
  rows: AsyncIterable<TrailRowText>,
): AsyncGenerator<ArchivedPiece> {
  if (archives.length === 0) return yield* rows;
  const readable: ArchiveRow[] = [];
  for (const archive of archives.filter(({ month }) => overlaps(month, range))) {
    const fault = await faultOf(archive);
    const missing = fault === "is missing";
    if (fault)
      yield { absence: { message: saysOfArchive(archive, fault), gap: missing ? boundsOf(archive.month) : null } };
    if (!missing) readable.push(archive);
  }
  yield* merge(readable, range, rows);
}

async function* merge(waiting: ArchiveRow[], range: Range, rows: AsyncIterable<TrailRowText>) {
  const open: { next: ArchivedPiece; source: AsyncIterator<ArchivedPiece> }[] = [];
  const add = async (source: AsyncIterator<ArchivedPiece>) => {
    const step = await source.next();
    if (!step.done) open.push({ next: step.value, source });
  };
  waiting.sort((a, b) => a.first_id - b.first_id);
  await add(rows[Symbol.asyncIterator]());
  try {
    for (;;) {
      // A month begins by time, not by id: the last rows of one may come behind the first of the next.
      while (
        waiting[0] &&
        (open.length === 0 || waiting[0].first_id <= Math.min(...open.map(({ next }) => idOf(next))))
      )
        await add(readArchivedRows(waiting.shift()!, range));
      const first = open.length > 0 && open.reduce((a, b) => (idOf(b.next) < idOf(a.next) ? b : a));
      if (!first) {
        if (waiting.length === 0) return;
        continue;
      }
      yield first.next;
      const step = await first.source.next();
      if (step.done) open.splice(open.indexOf(first), 1);
      else first.next = step.value;
    }
  } finally {
    for (const { source } of open) await source.return?.();
  }
}

const idOf = (piece: ArchivedPiece) => ("absence" in piece ? -Infinity : piece.id);

const TIMESTAMP = /"timestamp" : "([^"]+)\.(\d{6})Z"/;

/** Microseconds since 1970 of an entry, as its text says. */
function microsIn(entry: string): number {
  const [, second, fraction] = TIMESTAMP.exec(entry) ?? [];
  return Date.parse(`${second}Z`) * 1000 + Number(fraction);
}

/** The rows of an archived month within a range; what cannot be read ends it with an absence. */
export async function* readArchivedRows(archive: ArchiveRow, { from, to }: Range): AsyncGenerator<ArchivedPiece> {
  const whole = from === null && to === null;
  try {
    const { pieces } = await openTrail(archivePath(archive.file));
    for await (const piece of pieces) {
      if (!("row" in piece)) continue;
      const at = whole ? 0 : microsIn(piece.row.entry);
      if (whole || (at >= (from ?? -Infinity) && at <= (to ?? Infinity))) yield piece.row;
    }
  } catch (error) {
    const message = saysOfArchive(archive, `cannot be read to its end: ${(error as Error).message}`);
    yield { absence: { message, gap: boundsOf(archive.month) } };
  }
}
