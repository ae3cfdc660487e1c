import { isAnswered, type ChosenAnswer } from "@/lib/assessment/choose-answer";
import type { PlacedQuestion, Questionnaire } from "@/lib/assessment/questionnaire";
import type { Move, MovedPerson, People } from "./move";
import type { MovedProduct, Products } from "./move-products";
import { readAnswer } from "./read-answer";
import { questionKey, type LegacyResponse } from "./read-response";

const TABLE = "questionnaire_responses";

/** All that the file holds of one person's answer to one question of one product: the last is the current one. */
export interface AnswerLine {
  key: string;
  product: MovedProduct;
  legacyProductId: number;
  person: MovedPerson;
  question: PlacedQuestion | undefined;
  /** From the oldest to the newest. */
  saves: { response: LegacyResponse; chosen: ChosenAnswer }[];
}

/** Questions of a version by their text; one text may be asked in several places. */
function indexOf(questionnaire: Questionnaire) {
  const byText = new Map<string, PlacedQuestion[]>();
  for (const question of questionnaire.questions)
    byText.set(question.text, [...(byText.get(question.text) ?? []), question]);
  return ({ question, section, dimension }: LegacyResponse) => {
    const candidates = byText.get(question) ?? [];
    return (
      candidates.find((candidate) => candidate.section === section && candidate.dimension === dimension) ??
      candidates[0]
    );
  };
}

/**
 * Puts answers to products, people and questions. Answers given again later are one line, of which the earlier ones become
 * its history. What cannot be placed is left and reported.
 */
export function bindResponses(
  { report }: Move,
  responses: readonly LegacyResponse[],
  people: People,
  products: Products,
  questionnaires: ReadonlyMap<number, Questionnaire>,
): AnswerLine[] {
  const lines = new Map<string, AnswerLine>();
  const finders = new Map([...questionnaires].map(([id, questionnaire]) => [id, indexOf(questionnaire)]));
  for (const response of responses) {
    const { id, productId, userId } = response;
    const product = productId === undefined ? undefined : products.get(productId);
    const person = userId === undefined ? undefined : people.get(userId);
    if (!product || !person) {
      report.leave(TABLE, `its ${product ? "author" : "product"} was left, or is not in the file`, id);
      continue;
    }
    if (!response.question) {
      report.leave(TABLE, "it names no question", id);
      continue;
    }
    if (questionnaires.get(product.versionId)?.scoring_model !== "mean") {
      report.leave(TABLE, "its product is scored by another model now: answer it here", id);
      continue;
    }
    const question = finders.get(product.versionId)?.(response);
    const place = question ? `${question.id}` : questionKey({ ...response, section: "", dimension: "" });
    const lineKey = `${product.id}/${person.id}/${place}`;
    let line = lines.get(lineKey);
    if (!line) {
      const key = `${productId}/${userId}/${questionKey(response)}`;
      lines.set(lineKey, (line = { key, product, legacyProductId: productId!, person, question, saves: [] }));
    }
    line.saves.push({ response, chosen: readAnswer(response, question) });
  }
  for (const { saves } of lines.values()) {
    saves.sort((a, b) => time(a.response) - time(b.response) || a.response.id - b.response.id);
    // An empty row beside one that says something is a form that was opened, not an answer taken back.
    const last = saves.at(-1)!;
    if (!isAnswered(last.chosen)) {
      const told = saves.findLastIndex(({ chosen }) => isAnswered(chosen));
      if (told >= 0) saves.push(...saves.splice(told, 1));
    }
  }
  return [...lines.values()];
}

const time = ({ updatedAt, createdAt }: LegacyResponse) => (updatedAt ?? createdAt)?.getTime() ?? 0;
