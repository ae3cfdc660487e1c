import type { ResponseRow } from "@/db/queries/assessment/answer-set";
import type { CountChange, ScoreChange } from "@/db/queries/assessment/write-response";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import { isAnswered, type ChosenAnswer } from "./choose-answer";
import { scoreKey } from "./questionnaire";
import { countsOf, difference, sumsOf, type Scorable, type ScoreSums } from "./scoring";

/** A response with its place in the questionnaire, before or after a change. */
export interface PlacedResponse extends ChosenAnswer {
  questionId: number | null;
  section: string;
  dimension: string;
  subdimension: string;
  weight: number;
  status: ResponseStatus;
}

/** A stored response, as what it says and where. */
export const placed = (row: ResponseRow): PlacedResponse => ({
  questionId: row.question_id,
  section: row.section,
  dimension: row.dimension,
  subdimension: row.subdimension,
  weight: row.weight,
  status: row.status,
  optionId: row.option_id,
  answer: row.answer,
  maturityScore: row.maturity_score,
  scoreSource: row.score_source,
  reasons: row.reasons,
  notApplicable: row.not_applicable,
  notApplicableReason: row.not_applicable_reason,
});

const scorable = (response: PlacedResponse): Scorable => ({ ...response, answered: isAnswered(response) });

/** A response counts in its dimension and, where it has one, in its subdimension. */
const keysOf = ({ section, dimension, subdimension }: PlacedResponse) =>
  subdimension
    ? [
        { section, dimension, subdimension: "" },
        { section, dimension, subdimension },
      ]
    : [{ section, dimension, subdimension }];

/**
 * By how much the sums of the touched dimensions, and the counts of the answer set, change when a response goes from one
 * state to the next. Free questions, which the questionnaire does not ask, count in scores only.
 */
export function changeOf(
  row: ResponseRow | undefined,
  after: PlacedResponse,
): { scores: ScoreChange[]; counts: CountChange } {
  const before = row && placed(row);
  const sums = new Map<string, ScoreChange>();
  const add = (response: PlacedResponse | undefined, sign: 1 | -1) => {
    if (!response) return;
    const contribution = sumsOf(scorable(response));
    for (const place of keysOf(response)) {
      const current = sums.get(scoreKey(place)) ?? { ...place, ...sumsOf(undefined) };
      for (const name of Object.keys(contribution) as (keyof ScoreSums)[]) current[name] += sign * contribution[name];
      sums.set(scoreKey(place), current);
    }
  };
  add(before, -1);
  add(after, 1);
  const asked = (response: PlacedResponse | undefined) =>
    response && response.questionId !== null ? scorable(response) : undefined;
  return {
    scores: [...sums.values()].filter((change) =>
      Object.values(change).some((value) => typeof value === "number" && value !== 0),
    ),
    counts: difference(countsOf(asked(before)), countsOf(asked(after))),
  };
}

/** Whether a save would leave a response as it is, whatever its status. */
export function saysTheSame(row: ResponseRow, after: PlacedResponse & { comment: string }): boolean {
  const before = placed(row);
  const compared: (keyof PlacedResponse)[] = [
    "optionId",
    "answer",
    "maturityScore",
    "scoreSource",
    "notApplicable",
    "notApplicableReason",
    "section",
    "dimension",
    "subdimension",
  ];
  return row.comment === after.comment && compared.every((name) => before[name] === after[name]);
}
