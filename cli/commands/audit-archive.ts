import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Command, InvalidArgumentError } from "commander";
import { type ArchivedMonth, archiveMonths } from "@/lib/audit/archive/archive-months";
import { eraseArchivedValues } from "@/lib/audit/archive/erase-archived";
import { fateWords } from "@/lib/audit/archive/fate-words";
import { boundsOf, monthText } from "@/lib/audit/archive/months";
import { planArchive, type PlannedMonth } from "@/lib/audit/archive/plan-archive";
import { searchArchived } from "@/lib/audit/archive/search-archive";
import { systemCaller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { idOf, print, withDatabase } from "../session";

const caller = systemCaller("cli");

/** Months of the trail that go into files, and what stands in them. */
export function archiveCommands(group: Command): void {
  group
    .command("archive")
    .description(
      "move sealed months into files that verify; without --before those that SECURESPHERE_AUDIT_MONTHS does not keep",
    )
    .option("--before <month>", "the months before this one, like 2026-01", month)
    .option("--dry-run", "say what would be archived, and change nothing")
    .action(archive);
  group
    .command("search")
    .description("search archived months; entries as JSON Lines, the oldest first")
    .option("--month <month>", "only this month, like 2026-01", month)
    .option("--from <time>", "only entries of this ISO 8601 date or time and after")
    .option("--to <time>", "only entries of this ISO 8601 date or time and before")
    .option("--user <id>", "by this user")
    .option("--organization <id>", "of this organization")
    .option("--action <name>", "with this action, like EXPORT")
    .option("--table <name>", "about a record of this table")
    .option("--record <id>", "about the record of this number")
    .option("--text <text>", "in which this text stands somewhere")
    .option("--limit <n>", "no more entries than these", "1000")
    .option("--output <file>", "write to a new file instead")
    .action(search);
  group
    .command("erase-archived")
    .description(
      "erase an organization's values in archived months, as app.erase_trail_values does in the database; they still verify",
    )
    .argument("<organization>", "its id", idOf("an organization"))
    .requiredOption("--reason <why>", "kept in the trail")
    .action(erase);
}

function month(text: string): string {
  if (!monthText.safeParse(text).success) throw new InvalidArgumentError("It should be a month like 2026-01.");
  return text;
}

async function archive(given: { before?: string; dryRun?: boolean }, command: Command) {
  if (!given.before && config().auditMonths === undefined)
    throw new Fault("invalid", "No policy is set (SECURESPHERE_AUDIT_MONTHS). Name a month with --before.");
  const { before } = given;
  const months = await withDatabase(async () =>
    given.dryRun ? planArchive(caller, { before }) : (await archiveMonths(caller, { before })).months,
  );
  const lines = months.map(lineOf);
  if (lines.length === 0) lines.push("nothing to archive");
  print(command, { dry_run: given.dryRun ?? false, directory: config().archiveDir, months }, lines.join("\n"));
}

async function erase(organization_id: number, { reason }: { reason: string }, command: Command) {
  const erased = await withDatabase(() => eraseArchivedValues(caller, { organization_id, reason }));
  print(command, { erased }, `${erased} entries erased`);
}

function lineOf(at: PlannedMonth | ArchivedMonth): string {
  const size = `${at.entries.toLocaleString("en")} entries, ${Math.round(at.bytes / 1024).toLocaleString("en")} KB, ${at.sealed ? "sealed" : "not sealed"}${at.held ? ", held" : ""}`;
  let what = fateWords[at.fate];
  if ("outcome" in at && at.outcome === "archived") what = `archived in ${at.file}`;
  if ("outcome" in at && at.outcome === "later")
    what = `written to ${at.file}; it leaves the database next time, the trail is being read`;
  return `${at.month}  ${size}: ${what}`;
}

interface Searched {
  month?: string;
  from?: string;
  to?: string;
  user?: string;
  organization?: string;
  action?: string;
  table?: string;
  record?: string;
  text?: string;
  limit: string;
  output?: string;
}

async function search(given: Searched) {
  const whole = given.month ? boundsOf(`${given.month}-01`) : undefined;
  const filters = {
    from: given.from ?? (whole && new Date(whole.from / 1000).toISOString()),
    to: given.to ?? (whole && `${new Date(Math.floor(whole.to / 1000)).toISOString().slice(0, -1)}999Z`),
    user_id: given.user,
    organization_id: given.organization,
    action: given.action,
    table_name: given.table,
    record_id: given.record,
    q: given.text,
  };
  const most = Number(given.limit);
  if (!Number.isInteger(most) || most < 1) throw new Fault("invalid", "--limit should be a whole number from 1 on.");
  await withDatabase(async () => {
    const entries = await searchArchived(caller, filters, undefined, most);
    const lines = async function* () {
      for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
    };
    if (given.output)
      await pipeline(Readable.from(lines()), createWriteStream(given.output, { mode: 0o600, flags: "wx" }));
    else for await (const line of lines()) process.stdout.write(line);
  });
}
