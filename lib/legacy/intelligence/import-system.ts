import { z } from "zod";
import { endMove, findMoved } from "@/db/queries/legacy/intelligence";
import { backTo, mark } from "@/db/queries/legacy/savepoint";
import { isOperator } from "@/lib/identity/policy";
import { endImport } from "@/lib/intelligence/take-in";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { parse, requiredText } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { Report, type LegacyReport } from "../report";
import { beginMove, fingerprintOf, type Begun } from "./begin-move";
import { reportTables } from "./columns";
import { moveLines, type Given } from "./move-lines";
import { openSystemFile, type GivenFile, type SystemFile } from "./open-file";
import { batchesOf, keyOf } from "./system-row";
import { MOVERS } from "./tables";

const facts = z.object({
  /** The agency's id or name. */
  agency: requiredText(300),
  supplied_by: requiredText(300),
  /** The warrant, order or consent that makes it lawful. */
  authority: requiredText(1_000),
  /** User name of the agency's analyst who stands for what names nobody. */
  responsible: z.string().trim().max(254).optional(),
  keeps_administrators: z.boolean().default(false),
});

interface MoveWork {
  signal: AbortSignal;
  /** 0–1, and what is being done. */
  progress(share: number, step: string): void;
}

interface SystemMove {
  file: GivenFile;
  facts: z.input<typeof facts>;
  dryRun: boolean;
}

const AGAIN = "Someone wrote to the same place meanwhile. Run it again: it goes on where it was.";
const constraints = Object.fromEntries(
  ["legacy_records_key", "users_username_key", "users_email_key", "cases_number_key"].map((name) => [
    name,
    { path: "file", message: AGAIN },
  ]),
);

const begin = command({
  action: "legacy.intelligence.begin",
  input: facts.extend({ file: z.custom<SystemFile>(), fingerprint: z.array(z.string()) }),
  allow: isOperator,
  constraints,
  run: ({ tx }, { file, fingerprint, ...given }) => beginMove(tx, file, fingerprint, given),
});

const move = command({
  action: "legacy.intelligence.move",
  input: z.object({ begun: z.custom<Begun>(), report: z.custom<Report>(), given: z.custom<Given>() }),
  allow: isOperator,
  constraints,
  run: ({ tx }, { begun, report, given }) => moveLines(tx, begun, report, given),
});

const end = command({
  action: "legacy.intelligence.end",
  input: z.object({ begun: z.custom<Begun>(), totals: z.custom<Totals>() }),
  allow: isOperator,
  run: ({ tx }, { begun, totals }) => finish(tx, begun, totals),
});

/** The whole move in one transaction, which is taken back. */
const rehearse = command({
  action: "legacy.intelligence.rehearse",
  input: facts.extend({ file: z.custom<SystemFile>(), fingerprint: z.array(z.string()), work: z.custom<MoveWork>() }),
  allow: isOperator,
  constraints,
  run: async ({ tx }, { file, fingerprint, work, ...given }) => {
    await mark(tx);
    const report = await moveAll(file, work, {
      begin: () => beginMove(tx, file, fingerprint, given),
      move: (begun, said, lines) => moveLines(tx, begun, said, lines),
      end: (begun, totals) => finish(tx, begun, totals),
    });
    await backTo(tx);
    return report;
  },
});

/**
 * Moves the database of an analysts' system into an agency's workspace, a batch a transaction, and says what became of every
 * row. Begun again, it goes on; what moved in once is known again. A dry run does the same and takes it back.
 * @throws Fault invalid for a file that cannot be read; conflict where it moved in elsewhere, or was stopped
 */
export async function importSystem(
  caller: Caller,
  { file: given, facts: said, dryRun }: SystemMove,
  work: MoveWork,
): Promise<LegacyReport> {
  const known = parse(facts, said);
  const file = await openSystemFile(given);
  try {
    if (!file.tables.has("sources") && !file.tables.has("cases"))
      throw new Fault(
        "invalid",
        "This is no database of an analysts' system: it has neither a table `sources` nor `cases`.",
      );
    const fingerprint = await fingerprintOf(file);
    if (fingerprint.length === 0)
      throw new Fault("invalid", "The file has neither people nor sources nor cases, so nothing of it could move in.");
    const report = dryRun
      ? await rehearse(caller, { ...known, file, fingerprint, work })
      : await moveForGood(caller, { ...known, file, fingerprint }, work);
    return report.result({ file: file.name, sha256: file.sha256, dry_run: dryRun });
  } finally {
    file.close();
  }
}

async function moveForGood(caller: Caller, given: z.input<typeof begin.input>, work: MoveWork): Promise<Report> {
  let importId: number | undefined;
  try {
    return await moveAll(given.file, work, {
      begin: async () => {
        const begun = await begin(caller, given);
        importId = begun.isDone ? undefined : begun.importId;
        return begun;
      },
      move: (begun, report, lines) => move(caller, { begun, report, given: lines }),
      end: (begun, totals) => end(caller, { begun, totals }),
    });
  } catch (error) {
    if (importId !== undefined)
      await endImport(caller, { import_id: importId, status: "failed" }).catch(() => undefined);
    throw error;
  }
}

interface Totals {
  records: number;
  left: number;
  /** Rows that moved in by this run, and by earlier ones. */
  taken: number;
}

interface Steps {
  begin(): Promise<Begun>;
  move(begun: Begun, report: Report, lines: Given): Promise<{ left: number }>;
  end(begun: Begun, totals: Totals): Promise<void>;
}

async function moveAll(file: SystemFile, { signal, progress }: MoveWork, steps: Steps): Promise<Report> {
  const [report, now] = [new Report(), Date.now()];
  reportTables(file, report);
  const begun = await steps.begin();
  if (begun.firstFile !== undefined) report.note(`This system has moved in before, from ${begun.firstFile}.`);
  const all = [...file.tables.values()].reduce((sum, { count }) => sum + count, 0);
  let [records, left] = [0, 0];
  for (const mover of MOVERS) {
    const name = mover.names.find((each) => file.tables.has(each));
    if (name === undefined) continue;
    for await (const lines of batchesOf(file, { table: name, keyColumn: mover.keyColumn }, now)) {
      signal.throwIfAborted();
      const about = { mover, sha256: file.sha256, from: records, now };
      left += (await steps.move(begun, report, { ...lines, ...about })).left;
      records += lines.lines.length + lines.unread.length;
      progress(Math.min(1, records / Math.max(1, all)), `${mover.table} ${records.toLocaleString("en")} rows`);
    }
  }
  await steps.end(begun, { records, left, taken: report.total });
  if (report.total > 0)
    report.note(
      "Messages are as they were judged there: a retro-hunt looks through them with the rules that are here.",
    );
  return report;
}

/** Says in the import what came of the file; a file that was done and brought nothing more leaves it as it is. */
async function finish(tx: Tx, { importId, isAgain, isDone }: Begun, { records, left, taken }: Totals): Promise<void> {
  if (isDone && taken === 0) return;
  const duplicates = isAgain ? 0 : Math.max(0, records - left - taken);
  await endMove(tx, importId, { records, duplicates, quarantined: left });
}

/** What a row of a system that moved in became here, by its table and key there. */
export const findMovedRow = query({
  action: "legacy.intelligence.find",
  input: z.object({ table: requiredText(60), key: requiredText(60) }),
  allow: isOperator,
  run: async ({ tx }, { table, key }) => ({ found: await findMoved(tx, table.toLowerCase(), keyOf(key) ?? key) }),
});
