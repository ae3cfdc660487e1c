import type { ResponseRow } from "@/db/queries/assessment/answer-set";
import type { AnswerType } from "../answer-value";
import { placed } from "../change-of";
import type { Questionnaire } from "../questionnaire";
import { isAsked } from "../turn-questions";
import { cellsOf, optionLabels, plain } from "./cells";
import type { Column } from "./columns";

export type SheetRow = Record<Column, string | number | null> & { labels: string[]; asked: boolean };

const typeWords: Record<AnswerType, string> = {
  option: "One option",
  options: "Several options",
  yes_no: "Yes or no",
  number: "Number",
  date: "Date",
  text: "Text",
};

const statusWords = {
  draft: "Draft",
  submitted: "Submitted",
  approved: "Approved",
  needs_revision: "Needs revision",
  rejected: "Rejected",
};

/** Every question of a product in its order, with what is answered. */
export function sheetOf(
  productId: number,
  questionnaire: Questionnaire,
  set: { asked: number[] },
  responses: ReadonlyMap<number, ResponseRow>,
): SheetRow[] {
  return questionnaire.questions.map((question) => {
    const response = responses.get(question.id);
    const asked = isAsked(set, question);
    return {
      section: plain(question.section),
      dimension: plain(question.dimension),
      subdimension: plain(question.subdimension),
      code: plain(question.code),
      question: plain(question.text),
      type: typeWords[question.type],
      options: optionLabels(question).join("\n"),
      ...cellsOf(question, response && { ...placed(response), comment: response.comment }),
      score: response?.maturity_score ?? null,
      status: statusOf(response, asked),
      question_id: question.id,
      version: response?.version ?? 0,
      product_id: productId,
      labels: question.type === "option" || question.type === "yes_no" ? optionLabels(question) : [],
      asked,
    };
  });
}

function statusOf(response: ResponseRow | undefined, asked: boolean) {
  if (!asked) return "Not asked";
  return response ? statusWords[response.status] : "Not answered";
}
