import type { ResponseRow } from "@/db/queries/assessment/answer-set";
import type { CountChange, ScoreChange } from "@/db/queries/assessment/write-response";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import { isAnswered, type ChosenAnswer } from "./choose-answer";
import { scoreKey, type Place } from "./questionnaire";
import { countsOf, difference, sumsOf, type Scorable, type ScoreSums } from "./scoring";

/** A response with its place in the questionnaire, before or after a change. */
export interface PlacedResponse extends ChosenAnswer {
  questionId: number | null;
  section: string;
  dimension: string;
  subdimension: string;
  weight: number;
  status: ResponseStatus;
  /** Whether the question's condition is met, where it has one. What is not asked counts nowhere. */
  asked: boolean;
}

/** A stored response, as what it says and where. */
export const placed = (row: ResponseRow): PlacedResponse => ({
  questionId: row.question_id,
  section: row.section,
  dimension: row.dimension,
  subdimension: row.subdimension,
  weight: row.weight,
  status: row.status,
  asked: row.asked,
  optionId: row.option_id,
  optionIds: row.option_ids,
  answer: row.answer,
  maturityScore: row.maturity_score,
  scoreSource: row.score_source,
  reasons: row.reasons,
  notApplicable: row.not_applicable,
  notApplicableReason: row.not_applicable_reason,
});

const scorable = (response: PlacedResponse): Scorable | undefined =>
  response.asked ? { ...response, answered: isAnswered(response) } : undefined;

/** A response counts in its dimension and, where it has one, in its subdimension. */
const keysOf = ({ section, dimension, subdimension }: Place) =>
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
export function changeOf(row: ResponseRow | undefined, after: PlacedResponse): Change {
  const change = new Changes();
  change.from(row && placed(row), after);
  return change.all();
}

/** By how much sums and counts change. */
export interface Change {
  scores: ScoreChange[];
  counts: CountChange;
}

/** Adds up what several responses, and questions that begin or cease to be asked, change. */
export class Changes {
  private readonly sums = new Map<string, ScoreChange>();
  private counts = countsOf(undefined);

  /** A response goes from one state to the next; undefined: it is not there. */
  from(before: PlacedResponse | undefined, after: PlacedResponse | undefined): void {
    if (before) this.add(before, sumsOf(scorable(before)), -1);
    if (after) this.add(after, sumsOf(scorable(after)), 1);
    const bound = (response: PlacedResponse | undefined) =>
      response && response.questionId !== null ? scorable(response) : undefined;
    const changed = difference(countsOf(bound(before)), countsOf(bound(after)));
    for (const name of Object.keys(changed) as (keyof CountChange)[]) this.counts[name] += changed[name];
  }

  /** A question with a condition begins to be asked (1), or ceases to be (-1). */
  turn(question: Place, by: 1 | -1): void {
    this.add(question, { asked: 1 }, by);
  }

  all(): Change {
    const scores = [...this.sums.values()].filter((change) =>
      Object.values(change).some((value) => typeof value === "number" && value !== 0),
    );
    return { scores, counts: this.counts };
  }

  private add(where: Place, contribution: Partial<ScoreSums & { asked: number }>, sign: 1 | -1): void {
    for (const place of keysOf(where)) {
      const current = this.sums.get(scoreKey(place)) ?? { ...place, ...sumsOf(undefined), asked: 0 };
      for (const [name, value] of Object.entries(contribution) as [keyof ScoreSums, number][])
        current[name] += sign * value;
      this.sums.set(scoreKey(place), current);
    }
  }
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
  const ids = (of: PlacedResponse) => of.optionIds?.join() ?? null;
  return (
    row.comment === after.comment &&
    ids(before) === ids(after) &&
    compared.every((name) => before[name] === after[name])
  );
}
