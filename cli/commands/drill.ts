import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { disasterDrill } from "../drill/disaster";

import { print } from "../session";

/** `drill`: what one hopes never to need, done for practice in a place of its own. */
export function drillCommand(program: Command): void {
  const group = program.command("drill").description("practise what one hopes never to need, away from all real data");
  group
    .command("disaster")
    .description("make data, back it up, destroy everything, restore it on nothing, and check all of it")
    .action(disaster);
}

async function disaster(_options: object, command: Command) {
  const home = mkdtempSync(path.join(tmpdir(), "securesphere-drill-"));
  try {
    const result = await disasterDrill(home, (line) => console.error(line));
    const lines = result.steps.map(({ what, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${what}`);
    print(command, result, [...lines, "Everything came back."].join("\n"));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
