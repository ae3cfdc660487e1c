import type { Command } from "commander";
import { checkScores } from "@/lib/assessment/check-scores";
import { systemCaller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";

import { idOf, print, withDatabase } from "../session";

type Check = Awaited<ReturnType<typeof checkScores>>;

/** `scores check`: whether the scores and counts that are kept are those that the answers give. */
export function scoresCommand(program: Command): void {
  const group = program.command("scores").description("maturity scores");
  group
    .command("check")
    .description("recompute all scores and counts from the answers and name where what is kept differs")
    .option("--product <id>", "of one product only", idOf("a product"))
    .action(check);
}

async function check({ product }: { product?: number }, command: Command) {
  const result = await withDatabase(() => checkScores(systemCaller("cli"), { product_id: product }));
  print(command, result, result.ok ? "ok" : result.disagreements.map(line).join("\n"));
  const wrong = result.disagreements.length;
  if (wrong > 0)
    throw new Fault("conflict", `${wrong} ${wrong === 1 ? "row is" : "rows are"} not what the answers say.`);
}

function line({ table_name, product_id, user_id, place, kept, counted }: Check["disagreements"][number]): string {
  const names = Object.keys(kept ?? counted ?? {}).filter((name) => (kept?.[name] ?? 0) !== (counted?.[name] ?? 0));
  const figures = names.map((name) => `${name} ${kept?.[name] ?? "none"}, should be ${counted?.[name] ?? 0}`);
  return `product ${product_id}, user ${user_id}, ${table_name}${place && `, ${place}`}: ${figures.join("; ")}`;
}
