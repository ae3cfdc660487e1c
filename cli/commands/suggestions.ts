import { readFileSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { Fault } from "@/lib/kernel/fault";

import { print } from "../session";

const MODEL = "lib/assessment/suggestion/model.json";

/** `suggestions train|evaluate`: the model that suggests scores for free texts. It needs no database. */
export function suggestionsCommand(program: Command): void {
  const group = program.command("suggestions").description("the model that suggests scores for free texts");
  group
    .command("train")
    .description(`train it from the project's own texts and write ${MODEL}`)
    .option("--check", "write nothing; fail when the file is another")
    .action(train);
  group
    .command("evaluate")
    .description("say how good it is on questions and questionnaires it has not seen")
    .action(evaluate);
}

async function train({ check }: { check?: boolean }, command: Command) {
  const [{ train, written }, { examples }] = await Promise.all([
    import("@/lib/assessment/suggestion/train/train"),
    import("@/lib/assessment/suggestion/train/examples"),
  ]);
  const model = train(examples);
  const same = readFileSync(MODEL, "utf8") === written(model);
  if (check && !same) throw new Fault("conflict", `${MODEL} is not what the data and code give.`);
  if (!same) writeFileSync(MODEL, written(model));
  const features = Object.keys(model.weights).length;
  const said = `${examples.length} texts, ${features} features, ${same ? "as it was" : "written"}`;
  print(command, { texts: examples.length, features, changed: !same }, said);
}

async function evaluate(_: object, command: Command) {
  const { evaluate } = await import("@/lib/assessment/suggestion/train/evaluate");
  const { evaluationText } = await import("@/lib/assessment/suggestion/train/evaluation-text");
  const result = evaluate();
  print(command, result, evaluationText(result));
}
