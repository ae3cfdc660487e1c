import { z } from "zod";
import {
  findArchives,
  findMonth,
  removeArchivedMonth,
  storeArchive,
  type ArchiveRow,
} from "@/db/queries/audit/archives";
import { logEvent } from "@/db/queries/kernel/events";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { canReadTrail } from "../policy";
import { openTrail } from "../proof/trail-source";
import { verifyTrail } from "../proof/verify-trail";
import { proofBounds } from "../read-proof";
import { writeTrail } from "../write-trail";
import { archivePath, faultOf, removeArchiveFile, writeArchiveFile, type KeptArchive } from "./archive-file";
import { boundsOf, monthInput, monthName } from "./months";
import { planArchive, planMonth, type PlannedMonth } from "./plan-archive";

type Written = KeptArchive & Pick<ArchiveRow, "checkpoint" | "entries">;

/** Notes that the file of a month stands; from here on another attempt goes on with that file. */
const noteWritten = command({
  action: "audit.archive.note",
  input: z.object({ month: monthInput, written: z.custom<Written>() }),
  allow: canReadTrail,
  run: async ({ tx }, { month, written }) => {
    const stands = await findMonth(tx, month);
    if (stands?.entries !== written.entries || stands.first_id === null || stands.last_id === null)
      throw new Fault("conflict", `${monthName(month)} changed while it was written. Archive it again.`);
    await storeArchive(tx, { month, ...written, first_id: stands.first_id, last_id: stands.last_id });
  },
});

/** Takes a month whose file stands out of the database. False: somebody reads the trail just now; another time. */
const removeMonth = command({
  action: "audit.archive.remove",
  input: z.object({ month: monthInput }),
  allow: canReadTrail,
  run: async ({ tx }, { month }) => {
    const archive = (await findArchives(tx)).find((row) => row.month === month && !row.removed);
    if (!archive) throw new Fault("conflict", `${monthName(month)} has no archive.`);
    const { file, sha256, entries } = archive;
    await removeArchivedMonth(tx, month).catch(explain);
    const details = { month: monthName(month), file, sha256, entries };
    await logEvent(tx, { action: "ARCHIVE", table: "audit_log", details });
  },
});

function explain(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if ((cause as { code?: string }).code !== "55000") throw error;
  throw new Fault("conflict", `The month stays: ${(cause as Error).message}.`);
}

export interface ArchivedMonth extends PlannedMonth {
  /** What became of it. `later`: its file stands, and its entries leave the database another time. */
  outcome: "archived" | "later" | "kept";
  file: string | null;
}

/**
 * Archives the months before one, or those older than the policy keeps: writes each into a file, verifies that from the
 * disk by its seal, notes it, and only then takes the entries out of the database. Whatever ends it in the middle, it can be
 * asked for again. What is held, or not sealed to the last entry, stays.
 */
export async function archiveMonths(
  caller: Caller,
  given: { before?: string },
  {
    signal,
    progress = () => undefined,
  }: { signal?: AbortSignal; progress?: (share: number, step: string) => void } = {},
): Promise<{ months: ArchivedMonth[] }> {
  const months = await planArchive(caller, given);
  const done: ArchivedMonth[] = [];
  for (const [index, planned] of months.entries()) {
    const say = (share: number, step: string) =>
      progress((index + Math.min(1, share)) / months.length, `${planned.month}: ${step}`);
    done.push({ ...planned, ...(await archiveMonth(caller, planned, say, signal)) });
  }
  return { months: done };
}

async function archiveMonth(
  caller: Caller,
  { month, entries, fate }: PlannedMonth,
  say: (share: number, step: string) => void,
  signal: AbortSignal | undefined,
): Promise<Pick<ArchivedMonth, "outcome" | "file">> {
  if (fate !== "archive" && fate !== "written") return { outcome: "kept", file: null };
  const { written: before } = await planMonth(caller, { month });
  let file = before && !(await faultOf(before)) ? before.file : undefined;
  if (!file) {
    const written = await write(caller, month, entries, say, signal);
    await noteWritten(caller, { month, written });
    file = written.file;
  }
  say(1, "Leaving the database");
  try {
    await removeMonth(caller, { month });
  } catch (error) {
    if (error instanceof Fault && error.extras.retryAfter) return { outcome: "later", file };
    throw error;
  }
  return { outcome: "archived", file };
}

/** Writes the file of a month and reads it back from the disk: what does not verify there is no archive. */
async function write(
  caller: Caller,
  month: string,
  entries: number,
  say: (share: number, step: string) => void,
  signal: AbortSignal | undefined,
): Promise<Written> {
  const { from, to } = boundsOf(`${month}-01`);
  const range = { from: isoOf(from), to: isoOf(to) };
  const count = (done: number) => `${done.toLocaleString("en")} of ${entries.toLocaleString("en")} entries`;
  const pieces = writeTrail(caller, range, (_share, done) => say((0.6 * done) / entries, `${count(done)} written`));
  const kept = await writeArchiveFile(`${month}-01`, pieces, signal);
  try {
    const { believed } = await proofBounds(caller);
    const { header, pieces: written } = await openTrail(archivePath(kept.file));
    const verdict = await verifyTrail(written, {
      ...{ trusted: believed, from, to, partial: true },
      onProgress: (done) => say(0.6 + (0.4 * done) / entries, `${count(done)} verified`),
    });
    if (!verdict.ok)
      throw new Fault(
        "conflict",
        `${month} does not verify, and stays: ${verdict.problems[0]!.message} Verify the trail.`,
      );
    return { ...kept, entries: verdict.entries, checkpoint: header.checkpoint };
  } catch (error) {
    await removeArchiveFile(kept.file);
    throw error;
  }
}

const isoOf = (micros: number) =>
  `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1)}${String(micros % 1000).padStart(3, "0")}Z`;
