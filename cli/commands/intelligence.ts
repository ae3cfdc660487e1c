import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { importFromDisk, tryDiskFile, type DiskImport } from "@/lib/intelligence/import-from-disk";
import { systemCaller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";

import { print, toldAtTheTerminal, withDatabase } from "../session";

interface Given {
  agency?: string;
  suppliedBy?: string;
  authority?: string;
  format?: string;
  zone?: string;
  mapping?: string;
  dryRun?: true;
}

/** `intelligence`: the analysts' workspace. */
export function intelligenceCommand(program: Command): void {
  const group = program.command("intelligence").description("the intelligence workspace");
  group
    .command("import")
    .description(
      "bring in an export of Telegram, Instagram or WhatsApp, a table or lines of JSON; begun again, it goes on",
    )
    .argument("<file>", "the export, which stays where it is")
    .option("--agency <id or name>", "the organization whose workspace it goes into")
    .option("--supplied-by <who>", "who supplied it")
    .option("--authority <which>", "the warrant, order or consent that makes it lawful")
    .option(
      "--format <format>",
      "telegram, instagram, whatsapp, csv or jsonl; by itself that is seen from its beginning",
    )
    .option("--zone <zone>", "of times that say none, such as Europe/London")
    .option("--mapping <file>", "JSON that says what the file does not: columns, date_order, chat, platform, delimiter")
    .option("--dry-run", "only read it, and say what it has")
    .action(importAction);
}

async function importAction(file: string, given: Given, command: Command) {
  const reading = {
    format: given.format as DiskImport["facts"]["format"],
    time_zone: given.zone ?? "",
    mapping: given.mapping === undefined ? undefined : await mappingIn(given.mapping),
  };
  if (given.dryRun) {
    const found = await tryDiskFile(file, reading);
    return print(command, found, describe(found));
  }
  const { agency, suppliedBy, authority } = given;
  if (!agency || !suppliedBy || !authority)
    throw new Fault(
      "invalid",
      "--agency, --supplied-by and --authority are required: they are kept with what is brought in.",
    );
  const facts = { ...reading, supplied_by: suppliedBy, authority };
  const work = toldAtTheTerminal();
  const began = performance.now();
  const result = await withDatabase(() => importFromDisk(systemCaller("cli"), { file, agency, facts }, work));
  const seconds = (performance.now() - began) / 1000;
  const { taken, duplicates, quarantined } = result;
  const words = [
    `Took ${taken.toLocaleString("en")} messages in ${seconds.toFixed(1)} s.`,
    duplicates > 0 && `${duplicates.toLocaleString("en")} were there already.`,
    quarantined > 0 && `${quarantined.toLocaleString("en")} records were set aside; the import's page says why.`,
  ];
  print(command, result, words.filter(Boolean).join(" "));
}

async function mappingIn(path: string): Promise<DiskImport["facts"]["mapping"]> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as DiskImport["facts"]["mapping"];
  } catch (error) {
    throw new Fault("invalid", `${path} cannot be read as JSON: ${(error as Error).message}`);
  }
}

function describe(found: Awaited<ReturnType<typeof tryDiskFile>>): string {
  const count = (number: number) => number.toLocaleString("en");
  const list = (named: Record<string, number>) =>
    Object.entries(named)
      .slice(0, 20)
      .map(([name, number]) => `  ${printable(name)}: ${count(number)}`);
  const range = found.first && found.last && `${found.first.toISOString()} to ${found.last.toISOString()}`;
  return [
    `A dry run: nothing was kept. ${count(found.records)} records (${found.format})${range ? `, ${range}` : ""}.`,
    ...list(found.chats),
    ...(Object.keys(found.rejected).length > 0 ? ["Would be set aside:", ...list(found.rejected)] : []),
    ...(found.missing.length > 0 ? [`Has to be said yet: ${found.missing.join(", ")}.`] : []),
  ].join("\n");
}

/** What stands in a file must not drive the terminal. */
const printable = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "�");
