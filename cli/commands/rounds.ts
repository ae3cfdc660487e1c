import { type Command, InvalidArgumentError } from "commander";
import { archiveOldRounds, planRoundArchive } from "@/lib/assessment/round-archive/archive-old-rounds";
import { restoreRound } from "@/lib/assessment/round-archive/restore-round";
import { ageInput, roundInput } from "@/lib/assessment/round-archive/round-archive-input";
import { systemCaller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { idOf, print, toldAtTheTerminal, withDatabase } from "../session";

const caller = systemCaller("cli");
const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024).toLocaleString("en")} KB`;

/** `rounds`: the answers of old rounds' snapshots in files, and back. */
export function roundsCommand(program: Command): void {
  const group = program.command("rounds").description("closed rounds of products");
  group
    .command("archive")
    .description("move the answers of closed rounds' snapshots, but for the closing one's, into files of the vault")
    .requiredOption("--older-than <days>", "rounds that were closed so long ago, like 400d", days)
    .option("--dry-run", "say what would be archived, and change nothing")
    .action(archive);
  group
    .command("restore")
    .description("put the answers of an archived round back from its file")
    .argument("<product>", "its id", idOf("a product"))
    .argument("<round>", "its number", round)
    .action(restore);
}

function days(text: string): number {
  const given = ageInput.safeParse(/^(\d+)d?$/.exec(text)?.[1]);
  if (!given.success) throw new InvalidArgumentError("It should be a number of days, like 400d.");
  return given.data;
}

function round(text: string): number {
  const given = roundInput.shape.round.safeParse(text);
  if (!given.success) throw new InvalidArgumentError("It should be the number of a round.");
  return given.data;
}

async function archive({ olderThan, dryRun }: { olderThan: number; dryRun?: boolean }, command: Command) {
  if (dryRun) {
    const planned = await withDatabase(() => planRoundArchive(caller, { older_than: olderThan }));
    const lines = planned.map(
      (each) =>
        `product ${each.product_id} (${each.product}, ${each.organization}), round ${each.round}, closed ${each.closed_at.slice(0, 10)}: ${each.snapshots} snapshots, ${kilobytes(each.bytes)}`,
    );
    return print(command, { dry_run: true, rounds: planned }, lines.join("\n") || "nothing to archive");
  }
  const { archived, kept } = await withDatabase(() => archiveOldRounds(caller, olderThan, toldAtTheTerminal()));
  const lines = [
    ...archived.map(
      (each) =>
        `product ${each.product_id}, round ${each.round}: ${each.snapshots} snapshots in a file of ${kilobytes(each.bytes)}, SHA-256 ${each.sha256}`,
    ),
    ...kept.map((each) => `product ${each.product_id}, round ${each.round} stays: ${each.reason}`),
  ];
  print(command, { dry_run: false, archived, kept }, lines.join("\n") || "nothing to archive");
  if (kept.length > 0) throw new Fault("conflict", `${kept.length} of the rounds could not be archived.`);
}

async function restore(product_id: number, number: number, _: unknown, command: Command) {
  const told = toldAtTheTerminal();
  const restored = await withDatabase(() => restoreRound(caller, { product_id, round: number }, told));
  print(command, restored, `${restored.snapshots} snapshots have their answers again`);
  if (restored.altered.length > 0)
    throw new Fault("conflict", `These snapshots do not hold what they recorded: ${restored.altered.join(", ")}.`);
}
