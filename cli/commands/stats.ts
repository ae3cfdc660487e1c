import type { Command } from "commander";
import { getSystemStats, type SystemStats } from "@/lib/health/get-system-stats";
import { systemCaller } from "@/lib/kernel/actor";

import { print, withDatabase } from "../session";

/** `stats`: the service in figures. */
export function statsCommand(program: Command): void {
  program
    .command("stats")
    .description("count users, products, answers and the audit trail; the size of the database")
    .action(async (_options: object, command: Command) => {
      const stats = await withDatabase(() => getSystemStats(systemCaller("cli"), {}));
      print(command, stats, table(stats));
    });
}

function table({ estimated, ...figures }: SystemStats): string {
  const lines = Object.entries(figures).map(([name, value]) => [
    name,
    `${estimated.includes(name) ? "about " : ""}${value.toLocaleString("en")}`,
  ]);
  const widths = [0, 1].map((column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map(([name, value]) => `${name!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}`).join("\n");
}
