import type { Command } from "commander";

import { print, withDatabase } from "../session";

/** `migrate`: brings the database up to date, as every start does. */
export function migrateCommand(program: Command): void {
  program
    .command("migrate")
    .description("bring the database up to date")
    .action(async (_options: object, command: Command) => {
      const applied = await withDatabase(async (prepared) => prepared.applied);
      print(command, { applied }, applied === 0 ? "Up to date." : `Applied ${applied} migrations.`);
    });
}
