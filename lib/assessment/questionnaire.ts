import { findQuestionnaireTree, type QuestionnaireRow, type QuestionRow } from "@/db/queries/assessment/questionnaires";
import type { Tx } from "@/lib/kernel/database";
import { notFound } from "@/lib/kernel/fault";

/** A question with the titles it stands under. */
export interface PlacedQuestion extends QuestionRow {
  sectionId: number;
  section: string;
  dimensionId: number;
  dimension: string;
  subdimension: string;
  /** Place among all questions of the version, from 0. */
  index: number;
}

/** A questionnaire version, with its questions in order and by id and text. */
export interface Questionnaire extends QuestionnaireRow {
  questions: PlacedQuestion[];
  byId: ReadonlyMap<number, PlacedQuestion>;
  byText: ReadonlyMap<string, PlacedQuestion>;
  /** Questions per dimension and subdimension, by `scoreKey`. */
  totals: ReadonlyMap<string, number>;
}

/** Names a row of maturity_scores within an answer set. */
export const scoreKey = (row: { section: string; dimension: string; subdimension: string }) =>
  JSON.stringify([row.section, row.dimension, row.subdimension]);

const MOST_KEPT = 200;
const shared = globalThis as { [key: symbol]: Map<number, Questionnaire> | undefined };
const published = (shared[Symbol.for("securesphere.questionnaires")] ??= new Map<number, Questionnaire>());

/** A version's tree. Published versions never change, so they are kept in memory. */
export async function loadQuestionnaire(tx: Tx, versionId: number): Promise<Questionnaire> {
  const kept = published.get(versionId);
  if (kept) return kept;
  const row = await findQuestionnaireTree(tx, versionId);
  if (!row) throw notFound("questionnaire version");
  const questionnaire = arrange(row);
  if (row.status !== "draft") {
    if (published.size >= MOST_KEPT) published.delete(published.keys().next().value!);
    published.set(versionId, questionnaire);
  }
  return questionnaire;
}

/** Forgets what is kept: for tests, whose databases reuse ids. */
export const forgetQuestionnaires = () => published.clear();

function arrange(row: QuestionnaireRow): Questionnaire {
  const questions: PlacedQuestion[] = [];
  for (const section of row.sections) {
    const titles = new Map(section.dimensions.map((dimension) => [dimension.id, dimension.title]));
    for (const dimension of section.dimensions) {
      const parent = dimension.parent_id === null ? undefined : titles.get(dimension.parent_id);
      for (const question of dimension.questions) {
        questions.push({
          ...question,
          sectionId: section.id,
          section: section.title,
          dimensionId: dimension.parent_id ?? dimension.id,
          dimension: parent ?? dimension.title,
          subdimension: parent === undefined ? "" : dimension.title,
          index: questions.length,
        });
      }
    }
  }
  const totals = new Map<string, number>();
  const add = (key: string) => totals.set(key, (totals.get(key) ?? 0) + 1);
  for (const question of questions) {
    add(scoreKey({ ...question, subdimension: "" }));
    if (question.subdimension) add(scoreKey(question));
  }
  return {
    ...row,
    questions,
    byId: new Map(questions.map((question) => [question.id, question])),
    byText: new Map(questions.map((question) => [question.text, question])),
    totals,
  };
}
