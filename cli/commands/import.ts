import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { sha256Of, withDiskFile } from "@/lib/intelligence/disk-file";
import { Fault } from "@/lib/kernel/fault";
import { systemCaller } from "@/lib/kernel/actor";
import { findMovedRow, importSystem } from "@/lib/legacy/intelligence/import-system";
import { importLegacy } from "@/lib/legacy/import-legacy";
import type { Fate, LegacyReport } from "@/lib/legacy/report";

import { print, toldAtTheTerminal, withDatabase } from "../session";

/** A database of this size holds a million answers; it is read into memory. */
const MOST_BYTES = 128 * 1024 * 1024;
const SHOWN = 5;

/** `import`: what was made elsewhere. */
export function importCommand(program: Command): void {
  const group = program.command("import").description("move in what was made elsewhere");
  group
    .command("legacy <file>")
    .description("move in the SQLite database of the original system; run again, only what is new is added")
    .option("--dry-run", "say what would be taken, changed and left, and write nothing")
    .action(legacy);
  group
    .command("intelligence <file>")
    .description(
      "move in the database of an analysts' system: SQLite, or a plain dump of PostgreSQL; begun again, it goes on",
    )
    .requiredOption("--agency <id or name>", "the organization whose workspace it moves into")
    .requiredOption("--supplied-by <who>", "who supplied it")
    .requiredOption("--authority <which>", "the warrant, order or consent that makes it lawful")
    .option("--responsible <user name>", "the agency's analyst who stands for what names nobody; else that is left")
    .option("--administrators", "its administrators become superusers, who see every organization; else analysts")
    .option("--dry-run", "say what would be taken, changed and left, and write nothing")
    .action(intelligence);
  group
    .command("find <table> <id>")
    .description("what a row of an analysts' system that moved in is here, by its number or UUID there")
    .action(find);
}

interface GivenMove {
  agency: string;
  suppliedBy: string;
  authority: string;
  responsible?: string;
  administrators?: true;
  dryRun?: true;
}

async function intelligence(file: string, given: GivenMove, command: Command) {
  refuseUnfinished(file);
  const facts = {
    ...{ agency: given.agency, supplied_by: given.suppliedBy, authority: given.authority },
    ...{ responsible: given.responsible, keeps_administrators: given.administrators ?? false },
  };
  const work = toldAtTheTerminal();
  const report = await withDiskFile(file, async (opened) => {
    const about = { name: path.basename(file), sha256: await sha256Of(opened), size: opened.size, read: opened.read };
    return withDatabase(() =>
      importSystem(systemCaller("cli"), { file: about, facts, dryRun: given.dryRun ?? false }, work),
    );
  });
  print(command, report, text(report));
}

async function find(table: string, key: string, _given: object, command: Command) {
  const { found } = await withDatabase(() => findMovedRow(systemCaller("cli"), { table, key }));
  if (found.length === 0) throw new Fault("not_found", `No ${table} ${key} has moved in.`);
  const lines = found.map(
    ({ file, organization_id, id }) =>
      `${table} ${key} of ${printable(file)} is ${id}, in organization ${organization_id}.`,
  );
  print(command, found, lines.join("\n"));
}

async function legacy(file: string, { dryRun }: { dryRun?: boolean }, command: Command) {
  const bytes = await read(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const report = await withDatabase(() =>
    importLegacy(systemCaller("cli"), { file: { name: path.basename(file), sha256, bytes }, dryRun: dryRun ?? false }),
  );
  print(command, report, text(report));
}

/** @throws Fault invalid for what cannot be read, or is being written */
async function read(file: string): Promise<Buffer<ArrayBuffer>> {
  const about = statSync(file, { throwIfNoEntry: false });
  if (!about?.isFile()) throw new Fault("invalid", `There is no file ${file}.`);
  if (about.size > MOST_BYTES)
    throw new Fault("too_large", `The file has more than ${MOST_BYTES / 1024 / 1024} MB, which is more than is read.`);
  refuseUnfinished(file);
  return readFile(file);
}

/** @throws Fault conflict for an SQLite file with changes beside it that are not in it yet */
function refuseUnfinished(file: string): void {
  for (const suffix of ["-wal", "-journal"]) {
    if (existsSync(file + suffix) && statSync(file + suffix).size > 0)
      throw new Fault(
        "conflict",
        `${file}${suffix} holds changes that are not in the file yet. Stop the original system, run \`sqlite3 ${file} .quit\`, then try again.`,
      );
  }
}

function text(report: LegacyReport): string {
  const counts = (given: Record<string, number>) =>
    Object.entries(given).map(([name, count]) => `  ${name.padEnd(26)}${count.toLocaleString("en").padStart(9)}`);
  const part = (title: string, lines: string[]) => (lines.length ? [title, ...lines] : []);
  return [
    report.dry_run ? "A dry run: nothing was written." : "",
    ...part(report.dry_run ? "Would be taken:" : "Taken:", counts(report.taken)),
    ...part("Here already from an earlier run:", counts(report.known)),
    ...part("Made for it:", counts(report.made)),
    ...part("Taken, but changed:", report.changed.flatMap(lines)),
    ...part("Left:", report.left.flatMap(lines)),
    ...part(
      "Note:",
      report.notes.map((note) => `  ${note}`),
    ),
  ]
    .filter(Boolean)
    .join("\n");
}

function lines({ table, reason, count, rows }: Fate): string[] {
  const more = count - Math.min(rows.length, SHOWN);
  return [
    `  ${table}: ${reason} (${count.toLocaleString("en")})`,
    ...rows.slice(0, SHOWN).map((row) => `    ${printable(row)}`),
    ...(more > 0 && rows.length ? [`    … and ${more.toLocaleString("en")} more (--json names up to 200)`] : []),
  ];
}

/** What stands in the file must not drive the terminal. */
const printable = (row: string) => row.replace(/[\u0000-\u001f\u007f-\u009f]/g, "�");
