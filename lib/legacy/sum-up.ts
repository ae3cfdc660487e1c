import type { AnswerSetRow, ResponseRow, ScoreSumsRow } from "@/db/queries/legacy/responses";
import { changeOf } from "@/lib/assessment/change-of";
import { countsOf } from "@/lib/assessment/scoring";
import type { AnswerLine } from "./bind-responses";
import type { MovedProduct } from "./move-products";

export interface SummedResponse {
  line: AnswerLine;
  row: ResponseRow;
}

const add = <Sums extends object>(to: Sums, more: object) => {
  for (const [name, value] of Object.entries(more))
    if (typeof value === "number") (to as Record<string, number>)[name]! += value;
};

/**
 * What new responses add to the counts of their answer sets and to the sums of their dimensions, as saves would. The owner
 * of a new product has a set without answers too.
 */
export function sumUp(
  responses: readonly SummedResponse[],
  fresh: readonly MovedProduct[],
  at: string,
): { sets: AnswerSetRow[]; scores: ScoreSumsRow[] } {
  const sets = new Map<string, AnswerSetRow>();
  const scores = new Map<string, ScoreSumsRow>();
  for (const { line, row } of responses) {
    const { organization_id, product_id, user_id } = row;
    const place = { organization_id, product_id, user_id };
    const { chosen } = line.saves.at(-1)!;
    const change = changeOf(undefined, {
      ...chosen,
      asked: true,
      questionId: row.question_id,
      section: row.section,
      dimension: row.dimension,
      subdimension: row.subdimension,
      weight: row.weight,
      status: row.status,
    });
    const setKey = `${product_id}/${user_id}`;
    const set = sets.get(setKey) ?? emptySet(place, row.created_at);
    sets.set(setKey, set);
    add(set, change.counts);
    if (row.created_at < set.created_at) set.created_at = row.created_at;
    if (row.updated_at >= set.updated_at) {
      set.updated_at = row.updated_at;
      set.last_question_id = row.question_id ?? set.last_question_id;
    }
    for (const score of change.scores) {
      const key = `${setKey}\0${score.section}\0${score.dimension}\0${score.subdimension}`;
      const sums = scores.get(key);
      if (sums) add(sums, score);
      else scores.set(key, { ...place, ...score });
    }
  }
  for (const { id, organizationId, ownerId } of fresh) {
    const place = { organization_id: organizationId, product_id: id, user_id: ownerId };
    if (!sets.has(`${id}/${ownerId}`)) sets.set(`${id}/${ownerId}`, emptySet(place, at));
  }
  return { sets: [...sets.values()], scores: [...scores.values()] };
}

type SetPlace = Pick<AnswerSetRow, "organization_id" | "product_id" | "user_id">;

const emptySet = (place: SetPlace, at: string): AnswerSetRow => ({
  ...place,
  ...countsOf(undefined),
  last_question_id: null,
  created_at: at,
  updated_at: at,
});
