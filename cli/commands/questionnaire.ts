import type { Command } from "commander";
import { listQuestionnaires } from "@/lib/assessment/list-questionnaires";
import { systemCaller } from "@/lib/kernel/actor";

import { print, withDatabase } from "../session";

/** `questionnaire`: what products can be measured by. */
export function questionnaireCommand(program: Command): void {
  const group = program.command("questionnaire").description("questionnaires and their versions");
  group
    .command("list")
    .description("list all versions")
    .action(async (_options: object, command: Command) => {
      const result = await withDatabase(() => listQuestionnaires(systemCaller("cli"), {}));
      const lines = result.questionnaires.map(
        ({ id, title, version, status, questions }) => `${id}  ${title} ${version}  ${status}, ${questions} questions`,
      );
      print(command, result, lines.join("\n") || "There is none yet.");
    });
}
