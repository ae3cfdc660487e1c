import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { Fault } from "@/lib/kernel/fault";

import { disasterDrill } from "../drill/disaster";
import { rotationDrill } from "../drill/rotation";
import { runTamperingDrill } from "../drill/tampering";
import { print } from "../session";

/** `drill`: what one hopes never to need, done for practice in a place of its own. */
export function drillCommand(program: Command): void {
  const group = program.command("drill").description("practise what one hopes never to need, away from all real data");
  group
    .command("disaster")
    .description("make data, back it up, destroy everything, restore it on nothing, and check all of it")
    .action(disaster);
  group
    .command("rotation")
    .description("renew all keys while people work, killed in the middle; throw the old key away, and open everything")
    .action(rotation);
  group
    .command("tampering")
    .description("a superuser of the database tampers with the audit trail in every way; the verifier names each")
    .action(tampering);
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

async function rotation(_options: object, command: Command) {
  const home = mkdtempSync(path.join(tmpdir(), "securesphere-drill-"));
  try {
    const result = await rotationDrill(home, (line) => console.error(line));
    const { steps, kills, reads, writes, destroyed } = result;
    const lines = steps.map(({ what, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${what}`);
    const all = `Everything opens with the new key alone. Killed ${kills} times; ${reads} files read and ${writes} written meanwhile; ${destroyed} data keys destroyed.`;
    print(command, result, [...lines, all].join("\n"));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function tampering(_options: object, command: Command) {
  const rehearsed = await runTamperingDrill((line) => console.error(line));
  const width = Math.max(...rehearsed.map(({ name }) => name.length));
  const text = rehearsed.map(
    ({ name, expected, caught, said }) =>
      `${caught ? (expected ? "caught" : "sound ") : "MISSED"}  ${name.padEnd(width)}  ${said}`,
  );
  print(command, rehearsed, text.join("\n"));
  const missed = rehearsed.filter(({ caught }) => !caught).length;
  if (missed > 0)
    throw new Fault("conflict", `${missed} of ${rehearsed.length} went by unnoticed or were named wrongly.`);
}
