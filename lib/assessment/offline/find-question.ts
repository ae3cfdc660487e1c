import type { PlacedQuestion, Questionnaire } from "../questionnaire";
import { plain } from "./cells";
import type { FileRow } from "./file-rows";
import { RowProblem } from "./read-row";

/**
 * Finds the question a row is about: by its id, its code or its text.
 * @throws RowProblem for a row that names no question, or two
 */
export function questionFinder({ questions, byId, byText }: Questionnaire) {
  const byCode = new Map(questions.map((question) => [plain(question.code).toLowerCase(), question]));
  const byPlainText = new Map(questions.map((question) => [plain(question.text), question]));
  return ({ question_id, code, question }: FileRow): PlacedQuestion => {
    const coded = code ? byCode.get(code.toLowerCase()) : undefined;
    const named = question_id === undefined ? undefined : byId.get(question_id);
    if (named && code && coded !== named)
      throw new RowProblem("Its code and its hidden question id are of different questions.", "code");
    const found = named ?? coded ?? (question ? (byText.get(question) ?? byPlainText.get(question)) : undefined);
    if (!found) throw new RowProblem("It names no question of this product's questionnaire.", "code");
    return found;
  };
}
