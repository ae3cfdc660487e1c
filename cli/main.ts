import { Command, CommanderError } from "commander";

import { explainFailure } from "@/server/explain-failure";
import { apiKeyCommand } from "./commands/api-key";
import { auditCommand } from "./commands/audit";
import { backupCommand } from "./commands/backup";
import { drillCommand } from "./commands/drill";
import { importCommand } from "./commands/import";
import { intelligenceCommand } from "./commands/intelligence";
import { keysCommand } from "./commands/keys";
import { migrateCommand } from "./commands/migrate";
import { organizationCommand } from "./commands/organization";
import { questionnaireCommand } from "./commands/questionnaire";
import { contentCommand } from "./commands/content";
import { roundsCommand } from "./commands/rounds";
import { scoresCommand } from "./commands/scores";
import { seedCommand } from "./commands/seed";
import { statsCommand } from "./commands/stats";
import { suggestionsCommand } from "./commands/suggestions";
import { userCommand } from "./commands/user";

const WRONG_USAGE = 2;

/** A group of commands in cli/commands/ is a function that adds itself to the program. */
const groups = [
  auditCommand,
  backupCommand,
  drillCommand,
  importCommand,
  intelligenceCommand,
  keysCommand,
  migrateCommand,
  organizationCommand,
  questionnaireCommand,
  roundsCommand,
  contentCommand,
  scoresCommand,
  seedCommand,
  statsCommand,
  suggestionsCommand,
  userCommand,
  apiKeyCommand,
];

function buildProgram(): Command {
  const program = new Command("securesphere")
    .description("Operates SecureSphere from the command line, beside the running server too.")
    .option("--json", "print machine-readable output")
    .showHelpAfterError("(--help shows what there is)")
    .exitOverride();
  for (const group of groups) group(program);
  for (const command of program.commands) inherit(command);
  return program;
}

/** Sub-commands take `--json` too, and end as the program does. */
function inherit(command: Command): void {
  command.exitOverride().option("--json", "print machine-readable output").showHelpAfterError("(--help shows how)");
  for (const below of command.commands) inherit(below);
}

async function main(): Promise<number> {
  try {
    const program = buildProgram();
    await program.parseAsync(process.argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    console.error(explainFailure(error));
    return 1;
  }
}

process.exitCode = await main();
