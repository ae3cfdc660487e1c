import { listEarlierVersions } from "@/db/queries/assessment/offline-answers";
import { listResponsesTo } from "@/db/queries/assessment/turn-asked";
import type { Tx } from "@/lib/kernel/database";
import { loadQuestionnaire } from "../questionnaire";
import type { FileRow } from "./file-rows";
import { questionFinder } from "./find-question";
import type { Standing } from "./plan-import";
import { RowProblem } from "./read-row";

interface OpenSet {
  id: number;
  organization_id: number;
  user_id: number;
  questionnaire_version_id: number;
  closed: boolean;
}

/** What a file is compared with: two statements, however many rows it has. */
export async function loadStanding(tx: Tx, set: OpenSet, file: readonly FileRow[]): Promise<Standing> {
  const questionnaire = await loadQuestionnaire(tx, set.questionnaire_version_id);
  const ids = questionnaire.questions.map(({ id }) => id);
  const rows = await listResponsesTo(tx, { productId: set.id, userId: set.user_id }, ids);
  const responses = new Map(rows.map((row) => [row.question_id!, row]));
  const known = { productId: set.id, questionnaire, responses };
  const earlier = await listEarlierVersions(tx, set.organization_id, earlierOf(file, known));
  return {
    ...known,
    closed: set.closed,
    earlier: new Map(
      earlier.map((row) => [
        `${row.response_id}.${row.version}`,
        {
          optionId: row.option_id,
          optionIds: row.option_ids,
          answer: row.answer,
          maturityScore: null,
          scoreSource: "none",
          reasons: null,
          notApplicable: row.not_applicable,
          notApplicableReason: row.not_applicable_reason,
          comment: row.comment,
        },
      ]),
    ),
  };
}

/** Which earlier versions of answers the comparison needs: those a row was exported from that stand no more. */
function earlierOf(
  file: readonly FileRow[],
  { productId, questionnaire, responses }: Pick<Standing, "productId" | "questionnaire" | "responses">,
): { responseId: number; version: number }[] {
  const find = questionFinder(questionnaire);
  return file.flatMap((row) => {
    if (!row.version || row.product_id !== productId) return [];
    try {
      const current = responses.get(find(row).id);
      return current && row.version !== current.version ? [{ responseId: current.id, version: row.version }] : [];
    } catch (error) {
      if (error instanceof RowProblem) return []; // told where the row is weighed
      throw error;
    }
  });
}
