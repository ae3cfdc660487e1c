import { publishVersion } from "@/db/queries/assessment/write-questionnaire";
import { Fault } from "@/lib/kernel/fault";
import type { Tx } from "@/lib/kernel/database";
import { conditionProblems } from "./conditions";
import { loadQuestionnaire } from "./questionnaire";

/**
 * Publishes a draft, whose content never changes from then on.
 * @throws Fault invalid, naming every condition that could never be decided
 */
export async function publishDraft(tx: Tx, versionId: number): Promise<void> {
  const { questions } = await loadQuestionnaire(tx, versionId);
  const fields = conditionProblems(questions).map((message) => ({ path: "condition", message }));
  if (fields.length) throw new Fault("invalid", fields[0]!.message, { fields });
  await publishVersion(tx, versionId);
}
