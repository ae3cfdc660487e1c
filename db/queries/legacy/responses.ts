import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ScoreChange, CountChange } from "@/db/queries/assessment/write-response";
import type { ResponseStatus, ScoreSource } from "@/db/schema/assessment/questionnaire-responses";
import { insertRows } from "./insert-rows";

/** Locks the answer sets of products, in one order, as every save does, and says which questions have answers in them. */
export async function listAnswered(tx: Tx, productIds: number[]) {
  await tx.execute(
    sql`select id from answer_sets where product_id = any (${sql.param(productIds)}::integer[]) order by id for update`,
  );
  const result = await tx.execute<{
    product_id: number;
    user_id: number;
    question_id: number | null;
    question: string;
  }>(
    sql`select product_id, user_id, question_id, question from questionnaire_responses
        where product_id = any (${sql.param(productIds)}::integer[])`,
  );
  return result.rows;
}

export interface AnswerSetRow extends CountChange {
  organization_id: number;
  product_id: number;
  user_id: number;
  last_question_id: number | null;
  created_at: string;
  updated_at: string;
}

const counts = {
  answered: "answered",
  notApplicable: "not_applicable",
  draft: "draft",
  submitted: "submitted",
  approved: "approved",
  approvedNotApplicable: "approved_not_applicable",
  needsRevision: "needs_revision",
  rejected: "rejected",
} satisfies Record<keyof CountChange, string>;

const sums = {
  weightedSum: "weighted_sum",
  weight: "weight",
  answered: "answered",
  scored: "scored",
  notApplicable: "not_applicable",
  approvedWeightedSum: "approved_weighted_sum",
  approvedWeight: "approved_weight",
  approved: "approved",
} satisfies Partial<Record<keyof ScoreChange, string>>;

/** Field names as columns. */
function renamed<Row extends object>(row: Row, names: Record<string, string>) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [names[name] ?? name, value as unknown]));
}

const added = (table: string, names: Record<string, string>) =>
  Object.values(names)
    .map((name) => `${name} = ${table}.${name} + excluded.${name}`)
    .join(", ");
const integers = (names: Record<string, string>) =>
  Object.fromEntries(Object.values(names).map((name) => [name, name.includes("weighted_sum") ? "bigint" : "integer"]));

/** Makes answer sets, or adds to the counts of those there are. */
export const addToSets = (tx: Tx, rows: AnswerSetRow[]) =>
  insertRows<Record<string, unknown>>(
    tx,
    "answer_sets",
    {
      organization_id: "integer",
      product_id: "integer",
      user_id: "integer",
      last_question_id: "integer",
      created_at: "timestamptz",
      updated_at: "timestamptz",
      ...integers(counts),
    },
    rows.map((row) => renamed(row, counts)),
    `on conflict (product_id, user_id) do update set ${added("answer_sets", counts)}, updated_at = now()`,
  );

export type ScoreSumsRow = ScoreChange & { organization_id: number; product_id: number; user_id: number };

/** Adds to the sums of dimensions. */
export const addToScores = (tx: Tx, rows: ScoreSumsRow[]) =>
  insertRows<Record<string, unknown>>(
    tx,
    "maturity_scores",
    {
      organization_id: "integer",
      product_id: "integer",
      user_id: "integer",
      section: "text",
      dimension: "text",
      subdimension: "text",
      ...integers(sums),
    },
    rows.map((row) => renamed(row, sums)),
    `on conflict (product_id, user_id, section, dimension, subdimension) do update
      set ${added("maturity_scores", sums)}, calculated_at = now()`,
  );

/** What a response and each of its revisions say. */
interface Said {
  organization_id: number;
  version: number;
  option_id: number | null;
  answer: string;
  maturity_score: number | null;
  score_source: ScoreSource;
  comment: string;
  status: ResponseStatus;
  answered_by: number;
  created_at: string;
}

const said = {
  organization_id: "integer",
  version: "integer",
  option_id: "integer",
  answer: "text",
  maturity_score: "real",
  score_source: "text",
  comment: "text",
  status: "text",
  answered_by: "integer",
  created_at: "timestamptz",
};

export interface ResponseRow extends Said {
  id: number;
  product_id: number;
  user_id: number;
  question_id: number | null;
  question: string;
  section: string;
  dimension: string;
  subdimension: string;
  weight: number;
  submitted_at: string | null;
  reviewed_at: string | null;
  updated_at: string;
}

export const insertResponses = (tx: Tx, rows: ResponseRow[]) =>
  insertRows<ResponseRow>(
    tx,
    "questionnaire_responses",
    {
      ...said,
      id: "integer",
      product_id: "integer",
      user_id: "integer",
      question_id: "integer",
      question: "text",
      section: "text",
      dimension: "text",
      subdimension: "text",
      weight: "integer",
      submitted_at: "timestamptz",
      reviewed_at: "timestamptz",
      updated_at: "timestamptz",
    },
    rows,
  );

export interface RevisionRow extends Said {
  response_id: number;
  not_applicable: boolean;
  not_applicable_reason: string;
}

export const insertRevisions = (tx: Tx, rows: RevisionRow[]) =>
  insertRows<RevisionRow>(
    tx,
    "response_revisions",
    { ...said, response_id: "integer", not_applicable: "boolean", not_applicable_reason: "text" },
    rows,
  );
