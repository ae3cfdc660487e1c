import { type Command, InvalidArgumentError } from "commander";
import { archiveOldContent, planContentArchive } from "@/lib/intelligence/content-archive/archive-old-content";
import { ageInput } from "@/lib/intelligence/content-archive/content-archive-input";
import { restoreContent, verifyContentArchive } from "@/lib/intelligence/content-archive/restore-content";
import { systemCaller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { idOf, print, toldAtTheTerminal, withDatabase } from "../session";

const caller = systemCaller("cli");
const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024).toLocaleString("en")} KB`;

/** `content`: old messages of the intelligence workspace in files, and back. */
export function contentCommand(program: Command): void {
  const group = program.command("content").description("messages of the intelligence workspace");
  group
    .command("archive")
    .description("move old messages that no case and no open decision needs into files of the vault")
    .requiredOption("--older-than <days>", "messages that were posted so long ago, like 400d", days)
    .option("--organization <id>", "of this agency alone", idOf("an organization"))
    .option("--source <id>", "of this source alone", idOf("a source"))
    .option("--dry-run", "say what would be archived, and change nothing")
    .action(archive);
  group
    .command("restore")
    .description("put the messages of an archive back")
    .argument("<archive>", "its number", idOf("an archive"))
    .action(restore);
  group
    .command("verify")
    .description("read the file of an archive from end to end")
    .argument("<archive>", "its number", idOf("an archive"))
    .action(verify);
}

function days(text: string): number {
  const given = ageInput.safeParse(/^(\d+)d?$/.exec(text)?.[1]);
  if (!given.success) throw new InvalidArgumentError("It should be a number of days, 30 at least, like 400d.");
  return given.data;
}

interface Options {
  olderThan: number;
  organization?: number;
  source?: number;
  dryRun?: boolean;
}

async function archive({ olderThan, organization, source, dryRun }: Options, command: Command) {
  const order = { older_than: olderThan, organization_id: organization, source_id: source };
  if (dryRun) {
    const planned = await withDatabase(() => planContentArchive(caller, order));
    const lines = planned.map(
      (each) =>
        `source ${each.source_id} (${each.source}), ${each.since.toISOString().slice(0, 7)}: ${each.messages} messages`,
    );
    return print(command, { dry_run: true, spans: planned }, lines.join("\n") || "nothing to archive");
  }
  const { archived, kept } = await withDatabase(() => archiveOldContent(caller, order, toldAtTheTerminal()));
  const lines = [
    ...archived.map(
      (each) =>
        `source ${each.source_id}: ${each.messages} messages in archive ${each.archive_id}, a file of ${kilobytes(each.bytes)}, SHA-256 ${each.sha256}`,
    ),
    ...kept.map((each) => `source ${each.source_id}: ${each.reason}`),
  ];
  print(command, { dry_run: false, archived, kept }, lines.join("\n") || "nothing to archive");
  if (kept.length > 0) throw new Fault("conflict", "Not all messages could be archived.");
}

async function restore(archive_id: number, _: unknown, command: Command) {
  const restored = await withDatabase(() => restoreContent(caller, { archive_id }, toldAtTheTerminal()));
  print(command, restored, `${restored.messages} messages are back`);
}

async function verify(archive_id: number, _: unknown, command: Command) {
  const found = await withDatabase(() => verifyContentArchive(caller, { archive_id }, toldAtTheTerminal()));
  print(command, found, found.damage || "The archive is whole.");
  if (found.damage) throw new Fault("conflict", `Archive ${archive_id} is damaged.`);
}
