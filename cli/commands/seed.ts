import type { Command } from "commander";
import { seedDemo } from "@/lib/demo/seed";
import { Fault } from "@/lib/kernel/fault";

import { print, withDatabase } from "../session";

/** `seed --demo`: fills an empty database with the demo. */
export function seedCommand(program: Command): void {
  program
    .command("seed")
    .description("fill an empty database with the demo organizations")
    .requiredOption("--demo", "the demo is all there is to seed")
    .action(async (_options: object, command: Command) => {
      const result = await withDatabase(({ config }) => seedDemo(config.demoPassword));
      if (!result.seeded) throw new Fault("conflict", "The database is not empty, so no demo was added.");
      const lines = result.logins.map(({ email, role }) => `  ${email}  ${role}`);
      print(command, result, [`Demo accounts, password ${result.password}`, ...lines].join("\n"));
    });
}
