import { stat, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { exportQuestionnaire } from "@/lib/assessment/export-questionnaire";
import { explain, importReading, type ImportOptions } from "@/lib/assessment/import-file";
import { reportOf, type ImportReport } from "@/lib/assessment/import/preview";
import { limits } from "@/lib/assessment/import/limits";
import { readFolder } from "@/lib/assessment/import/read-folder";
import { readQuestionnaire, readSammFolder, type Reading } from "@/lib/assessment/import/read-questionnaire";
import { listQuestionnaires } from "@/lib/assessment/list-questionnaires";
import { publishQuestionnaireVersion } from "@/lib/assessment/publish-questionnaire-version";
import { systemCaller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";

import { idOf, print, withDatabase } from "../session";

/** `questionnaire`: what products can be measured by. */
export function questionnaireCommand(program: Command): void {
  const group = program.command("questionnaire").description("questionnaires and their versions");
  group
    .command("list")
    .description("list all versions")
    .action(async (_options: object, command: Command) => {
      const result = await withDatabase(() => listQuestionnaires(systemCaller("cli"), { limit: 500 }));
      const lines = result.questionnaires.map(({ id, title, version, status, questions, licence }) =>
        [`${id}  ${title} ${version}  ${status}, ${questions} questions`, licence].filter(Boolean).join(", "),
      );
      print(command, result, lines.join("\n") || "There is none yet.");
    });
  group
    .command("import")
    .description(
      "store a questionnaire as a draft: a spreadsheet, SAMM, DSOMM, ASVS, CISO Assistant, OSCAL or our own JSON",
    )
    .argument("<file>", "the file, or the folder of a SAMM model")
    .option("--dry-run", "only say what would be stored")
    .option("--leave-out-rejected", "store the rest when lines are rejected")
    .option("--as-version <version>", "call the version so, whatever the file says")
    .option("--slug <slug>", "the questionnaire it becomes a version of")
    .option("--title <title>", "call the questionnaire so")
    .action(importAction);
  group
    .command("publish")
    .description("open a draft to products; it never changes again")
    .argument("<id>", "the version's id, as `list` shows it", idOf("a version"))
    .action(async (id: number, _options: object, command: Command) => {
      const result = await withDatabase(() => publishQuestionnaireVersion(systemCaller("cli"), { id }));
      print(command, result, `Published ${result.title} ${result.version}.`);
    });
  group
    .command("export")
    .description("write a version as JSON that can be imported again")
    .argument("<id>", "the version's id, as `list` shows it", idOf("a version"))
    .option("--output <file>", "write there instead of to the terminal")
    .action(async (id: number, { output }: { output?: string }, command: Command) => {
      const document = await withDatabase(() => exportQuestionnaire(systemCaller("cli"), { id }));
      const text = JSON.stringify(document, null, 2);
      if (!output) return console.log(text);
      await writeFile(output, `${text}\n`, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "EEXIST" ? new Fault("conflict", `${output} is there already.`) : error;
      });
      print(command, { id, output }, `Wrote ${document.title} ${document.version} to ${output}.`);
    });
}

interface Given {
  dryRun?: true;
  leaveOutRejected?: true;
  asVersion?: string;
  slug?: string;
  title?: string;
}

async function importAction(file: string, given: Given, command: Command) {
  const reading = await readHere(file);
  const report = { ...reportOf(reading), ...(given.title && { title: given.title }) };
  if (given.dryRun) return print(command, report, describe(report));
  const options: ImportOptions = {
    slug: given.slug,
    title: given.title,
    version: given.asVersion,
    leave_out_rejected: given.leaveOutRejected,
  };
  try {
    const result = await withDatabase(() => importReading(systemCaller("cli"), reading, options));
    const stored =
      "id" in result ? `Stored as draft ${result.id}; publish it by: questionnaire publish ${result.id}` : "";
    print(command, result, `${describe(report)}\n${stored}`);
  } catch (error) {
    // What was rejected is told in full; the one line about it follows.
    if (report.errors.length > 0) print(command, report, describe(report));
    throw error;
  }
}

async function readHere(file: string): Promise<Reading> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return await readSammFolder(await readFolder(file));
    if (found.size > limits.fileBytes)
      throw new Fault("too_large", `A questionnaire may have at most ${limits.fileBytes / 1024 / 1024} MB.`);
    return await readQuestionnaire(await readFile(file), path.basename(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new Fault("not_found", `There is no file ${file}.`);
    throw explain(error);
  }
}

function describe({ format, title, counts, warnings, errors }: ImportReport): string {
  const { sections, dimensions, questions, options } = counts;
  const lines = (word: string, found: ImportReport["errors"]) =>
    found.map(({ place, message }) => `${word}${place ? ` at ${place}` : ""}: ${message}`);
  return [
    `${title || "Nothing that can be stored"} (${format}): ${sections} sections, ${dimensions} dimensions, ${questions} questions, ${options} options`,
    ...lines("warning", warnings),
    ...lines("rejected", errors),
  ].join("\n");
}
