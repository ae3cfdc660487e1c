import { findQuestionnaireTree, type QuestionnaireRow, type QuestionRow } from "@/db/queries/assessment/questionnaires";
import { pool, type Tx } from "@/lib/kernel/database";
import { notFound } from "@/lib/kernel/fault";
import type { AskRule } from "./asked";
import { rulesOf } from "./conditions";
import { scaleOf } from "./model-score";

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
  /** Its dimensions and subdimensions in order, by `scoreKey`. */
  places: ReadonlyMap<string, ScoredPlace>;
  /** The questions with a condition, in order; the others are always asked. */
  rules: readonly AskRule[];
}

/** What a row of maturity_scores is about: a dimension, or a subdimension of it. */
export interface Place {
  section: string;
  dimension: string;
  /** Empty for a dimension as a whole. */
  subdimension: string;
}

/** A place, and how many questions are asked there. */
interface ScoredPlace extends Place {
  total: number;
  /** How many of them have a condition. */
  conditional: number;
  /** How far the model's own scale reaches there; see `scaleOf`. */
  scale: number;
}

/** Names a place within an answer set. PostgreSQL stores no NUL, so no title has one. */
export const scoreKey = ({ section, dimension, subdimension }: Place) => `${section}\0${dimension}\0${subdimension}`;

const MOST_KEPT = 200;
type Kept = Map<number, Questionnaire>;
const shared = globalThis as { [key: symbol]: WeakMap<object, Kept> | undefined };
const keptOf = (shared[Symbol.for("securesphere.questionnaires")] ??= new WeakMap<object, Kept>());

/** Another database gives the same ids to others. */
function keptHere(): Kept {
  const here = pool();
  const kept = keptOf.get(here) ?? new Map<number, Questionnaire>();
  keptOf.set(here, kept);
  return kept;
}

/** A version's tree. Published versions never change, so they are kept in memory. */
export async function loadQuestionnaire(tx: Tx, versionId: number): Promise<Questionnaire> {
  const published = keptHere();
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
export const forgetQuestionnaires = () => keptHere().clear();

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
  const asked = new Map<string, Place & { conditional: number; levels: (number | null)[] }>();
  const count = ({ section, dimension, level, condition }: PlacedQuestion, subdimension: string) => {
    const key = scoreKey({ section, dimension, subdimension });
    const place = asked.get(key) ?? { section, dimension, subdimension, conditional: 0, levels: [] };
    place.levels.push(level);
    if (condition) place.conditional++;
    asked.set(key, place);
  };
  for (const question of questions) {
    count(question, "");
    if (question.subdimension) count(question, question.subdimension);
  }
  const places = new Map<string, ScoredPlace>();
  for (const [key, { levels, ...place }] of asked)
    places.set(key, { ...place, total: levels.length, scale: scaleOf(row.scoring_model, levels) });
  return {
    ...row,
    questions,
    byId: new Map(questions.map((question) => [question.id, question])),
    byText: new Map(questions.map((question) => [question.text, question])),
    places,
    rules: rulesOf(questions),
  };
}
