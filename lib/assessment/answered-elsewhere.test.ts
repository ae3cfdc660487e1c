import { expect, it } from "vitest";
import type { AnsweredElsewhereRow } from "@/db/queries/assessment/answered-elsewhere";
import { answeredElsewhere, scoreOnScale } from "./answered-elsewhere";
import type { PlacedQuestion } from "./questionnaire";

const row = (values: Partial<AnsweredElsewhereRow>): AnsweredElsewhereRow => ({
  question_id: 1,
  reference: { framework: "SAMM", reference: "V-ST-A-1" },
  product_id: 7,
  product: "Other",
  questionnaire: "Another 1",
  other_question_id: 2,
  other_question: "Asked there",
  other_type: "option",
  option_id: 20,
  option_ids: null,
  answer: "Half of it",
  maturity_score: 3,
  scored_by_option: true,
  other_scores: [0, 5],
  status: "draft",
  updated_at: new Date(0),
  ...values,
});
const question = (type: PlacedQuestion["type"], scores: number[] = []) =>
  ({ id: 1, type, options: scores.map((score, at) => ({ id: 10 + at, score })) }) as unknown as PlacedQuestion;
const fill = (asked: PlacedQuestion, values: Partial<AnsweredElsewhereRow>) =>
  answeredElsewhere(asked, row(values)).fill;

it.each([
  ["on the whole scale, stays", { maturity_score: 3, other_scores: [0, 1, 5] }, 3],
  ["the best of a shorter scale is the best", { maturity_score: 3, other_scores: [0, 1, 2, 3] }, 5],
  ["the least is the least", { maturity_score: 1, other_scores: [1, 2, 3, 4, 5] }, 0],
  ["the middle is the middle", { maturity_score: 2, other_scores: [3, 1] }, 2.5],
  ["of several options the best is their sum", { maturity_score: 2, other_type: "options", other_scores: [2, 2] }, 2.5],
  ["one given by a person is one of 0 to 5", { maturity_score: 3, scored_by_option: false, other_scores: [0, 3] }, 3],
  ["a question with one score says nothing more", { maturity_score: 2, other_scores: [2, 2] }, 2],
  ["without options", { maturity_score: 4, other_scores: [] }, 4],
  ["none", { maturity_score: null }, null],
] as const)("a score: %s", (_, values, score) => {
  expect(scoreOnScale(row(values as Partial<AnsweredElsewhereRow>))).toBe(score);
});

it("fills in the option with the nearest score, of two as near the lesser", () => {
  expect(fill(question("option", [0, 1, 2.5, 5]), { maturity_score: 3 })).toEqual({ option_id: 12 });
  expect(fill(question("option", [5, 2, 4]), { maturity_score: 3 })).toEqual({ option_id: 11 });
  expect(fill(question("yes_no", [5, 0]), { maturity_score: 2 })).toEqual({ option_id: 11 });
});

it("fills in words where there is no score, or where the question wants them", () => {
  expect(fill(question("option", [0, 5]), { maturity_score: null, option_id: null })).toEqual({ answer: "Half of it" });
  expect(fill(question("text"), {})).toEqual({ answer: "Half of it" });
  expect(fill(question("yes_no", [0, 5]), { maturity_score: null })).toBeNull();
});

it("fills in a number or a day only with one", () => {
  expect(fill(question("number", [0, 5]), {})).toBeNull();
  expect(fill(question("number", [0, 5]), { answer: "12.5" })).toEqual({ answer: "12.5" });
  expect(fill(question("date"), { answer: "12.5" })).toBeNull();
  expect(fill(question("date"), { answer: "2026-03-31" })).toEqual({ answer: "2026-03-31" });
});

it("fills in the same options where it is the same question, and guesses no several ones", () => {
  expect(fill(question("option", [1, 1]), { other_question_id: 1, option_id: 11 })).toEqual({ option_id: 11 });
  expect(fill(question("options", [1, 1]), { other_question_id: 1, option_ids: [10, 11] })).toEqual({
    option_ids: [10, 11],
  });
  expect(fill(question("options", [1, 1]), {})).toBeNull();
});
