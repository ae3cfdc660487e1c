import { describe, expect, it } from "vitest";
import type { MovableRow } from "@/db/queries/assessment/moves";
import { carryAnswer } from "./move-answer";
import type { PlacedQuestion } from "./questionnaire";

let ids = 0;

/** A question as a version has it: the same options have other ids in each. */
const asked = (options: [text: string, score: number, description?: string][], rest: Partial<PlacedQuestion> = {}) =>
  ({
    id: ++ids,
    text: "How?",
    type: "option",
    evidence_required: false,
    options: options.map(([text, score, description = ""], position) => ({
      id: ++ids,
      position,
      text,
      score,
      description,
      minimum: null,
    })),
    ...rest,
  }) as PlacedQuestion;

const row = (rest: Partial<MovableRow>) =>
  ({
    option_id: null,
    option_ids: null,
    answer: "",
    maturity_score: null,
    score_source: "none",
    reasons: null,
    not_applicable: false,
    not_applicable_reason: "",
    status: "approved",
    files: 0,
    ...rest,
  }) as MovableRow;

const before = asked([
  ["Never", 0],
  ["Always", 4],
]);
const always = row({ option_id: before.options[1]!.id, answer: "Always", maturity_score: 4, score_source: "option" });
const carry = (answer: MovableRow, after: PlacedQuestion, from: PlacedQuestion | undefined = before) => {
  const { said, carried, why } = carryAnswer(answer, from, after);
  return {
    option: after.options.find(({ id }) => id === said.optionId)?.text,
    score: said.maturityScore,
    carried,
    why,
  };
};

describe("an answer whose question another version asks", () => {
  it("is kept where the question and what was chosen say the same, whatever stands beside it", () => {
    const kept = { option: "Always", score: 4, carried: true, why: [] };
    expect(
      carry(
        always,
        asked([
          ["Never", 0],
          ["Always", 4],
        ]),
      ),
    ).toEqual(kept);
    expect(
      carry(
        always,
        asked(
          [
            ["Always", 4],
            ["Sometimes", 2],
          ],
          { weight: 300 },
        ),
      ),
    ).toEqual(kept);
  });

  it.each([
    ["worded otherwise", asked([["Always", 4]], { text: "How often?" }), { score: 4, why: ["question"] }],
    ["scored otherwise", asked([["Always", 3.25]]), { score: 3.25, why: ["score"] }],
    ["described otherwise", asked([["Always", 4, "Truly"]]), { score: 4, why: ["option"] }],
    ["to be proven now", asked([["Always", 4]], { evidence_required: true }), { score: 4, why: ["evidence"] }],
  ])("is carried over as a draft where it is %s", (_, after, expected) => {
    expect(carry(always, after)).toEqual({ option: "Always", carried: true, ...expected });
  });

  it("stands in the history alone where its option is gone, or the question wants something else", () => {
    const gone = { option: undefined, score: null, carried: false };
    expect(carry(always, asked([["Never", 0]]))).toEqual({ ...gone, why: ["option"] });
    expect(carry(always, asked([], { type: "number" }))).toEqual({ ...gone, why: ["type", "option"] });
  });

  it("keeps a score that was given, and what does not apply", () => {
    const given = { ...always, maturity_score: 1, score_source: "provided" as const };
    expect(carry(given, asked([["Always", 2]]))).toMatchObject({ option: "Always", score: 1, why: ["score"] });
    const not = row({ not_applicable: true, not_applicable_reason: "Not here" });
    expect(carry(not, asked([], { evidence_required: true }))).toMatchObject({ carried: true, why: [] });
  });

  it("of several options is asked again once there are others to choose from", () => {
    const several = asked(
      [
        ["A", 1],
        ["B", 2],
      ],
      { type: "options" },
    );
    const both = row({
      option_ids: several.options.map(({ id }) => id),
      answer: "A; B",
      maturity_score: 3,
      score_source: "option",
    });
    expect(
      carry(
        both,
        asked(
          [
            ["B", 2],
            ["A", 1],
            ["C", 1],
          ],
          { type: "options" },
        ),
        several,
      ),
    ).toMatchObject({
      score: 3,
      carried: true,
      why: ["options"],
    });
    expect(carry(both, asked([["A", 1]], { type: "options" }), several)).toMatchObject({ carried: false, score: null });
  });

  it("is read as the later question reads it where it was given in words", () => {
    const words = row({ answer: "12", maturity_score: null });
    const text = asked([], { type: "text" });
    const number = asked([["Many", 5]], { type: "number" });
    number.options[0]!.minimum = 10;
    expect(carry(words, number, text)).toMatchObject({ option: "Many", score: 5, why: ["type", "score"] });
    expect(carry({ ...words, answer: "a dozen" }, number, text)).toMatchObject({ carried: false, why: ["type"] });
    expect(carryAnswer(words, undefined, text)).toMatchObject({ carried: true, why: ["joined"] });
  });
});
