import type { Command } from "commander";
import { Fault } from "@/lib/kernel/fault";

import { runTamperingDrill } from "../drill/tampering";
import { print } from "../session";

/** `drill tampering`: a rehearsal on a scratch installation of its own. */
export function tamperingDrillCommand(program: Command): void {
  const there = program.commands.find((command) => command.name() === "drill");
  const group =
    there ?? program.command("drill").description("practise what one hopes never to need, away from all real data");
  group
    .command("tampering")
    .description("a superuser of the database tampers with the audit trail in every way; the verifier names each")
    .action(async (_given: object, command: Command) => {
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
    });
}
