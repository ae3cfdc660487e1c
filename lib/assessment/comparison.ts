import type { AnswerAtRow } from "@/db/queries/assessment/answers-at";
import type { PlacedQuestion, Questionnaire } from "./questionnaire";
import type { SectionResult } from "./results";
import { roundScore } from "./scoring";

/** In what respect an answer differs between two moments. */
const changeKinds = ["answer", "score", "status", "comment", "evidence"] as const;
type ChangeKind = (typeof changeKinds)[number];

/** An answer set at one side of a comparison. */
interface Side {
  questionnaire: Questionnaire;
  rows: readonly AnswerAtRow[];
}

/** A question at two moments. Null where it was not answered, or not asked, then. */
export interface ComparedQuestion {
  questionId: number | null;
  code: string;
  text: string;
  section: string;
  dimension: string;
  before: AnswerAtRow | null;
  after: AnswerAtRow | null;
  kinds: ChangeKind[];
}

/**
 * Every question that either side asks or answers, in the order of the later questionnaire; what only the earlier one asks
 * follows, then free questions. Across two versions of a questionnaire, questions are matched by code, or by text.
 */
export function compareAnswers(from: Side, to: Side): ComparedQuestion[] {
  const same = from.questionnaire.id === to.questionnaire.id;
  const nameOf = (question: PlacedQuestion) =>
    same ? `id ${question.id}` : question.code ? `code ${question.code}` : `text ${question.text}`;
  const sides = [from, to].map(({ questionnaire, rows }) => {
    const answers = new Map<string, AnswerAtRow>();
    for (const row of rows) {
      const question = row.question_id === null ? undefined : questionnaire.byId.get(row.question_id);
      answers.set(question ? nameOf(question) : `free ${row.question}`, row);
    }
    return { answers, questions: new Map(questionnaire.questions.map((question) => [nameOf(question), question])) };
  }) as [SideMap, SideMap];
  const [earlier, later] = sides;
  const names = new Set([...later.questions.keys(), ...earlier.questions.keys()]);
  for (const { answers } of sides) for (const name of answers.keys()) names.add(name);
  return [...names].map((name) => {
    const question = later.questions.get(name) ?? earlier.questions.get(name);
    const before = earlier.answers.get(name) ?? null;
    const after = later.answers.get(name) ?? null;
    const place = question ?? after ?? before!;
    return {
      questionId: question?.id ?? null,
      code: question?.code ?? "",
      text: question?.text ?? (after ?? before!).question,
      section: place.section,
      dimension: place.dimension,
      before,
      after,
      kinds: kindsOf(before, after, same),
    };
  });
}

interface SideMap {
  answers: Map<string, AnswerAtRow>;
  questions: Map<string, PlacedQuestion>;
}

/** Options of two versions of a questionnaire are told apart by what they say, not by their ids. */
function kindsOf(before: AnswerAtRow | null, after: AnswerAtRow | null, same: boolean): ChangeKind[] {
  if (!before && !after) return [];
  const differs: Record<ChangeKind, boolean> = {
    answer:
      (before?.answered ?? false) !== (after?.answered ?? false) ||
      (before !== null &&
        after !== null &&
        ((same && before.option_id !== after.option_id) ||
          before.said !== after.said ||
          before.not_applicable !== after.not_applicable)),
    score: (before?.maturity_score ?? null) !== (after?.maturity_score ?? null),
    status: (before?.status ?? null) !== (after?.status ?? null),
    comment: before !== null && after !== null && before.commented !== after.commented,
    evidence: idsOf(before) !== idsOf(after),
  };
  return changeKinds.filter((kind) => differs[kind]);
}

const idsOf = (row: AnswerAtRow | null) => [...(row?.evidence_ids ?? [])].sort((a, b) => a - b).join(",");

/** A section or dimension at two moments, 0–5. `change` is null where either side has no score. */
export interface ComparedScore {
  title: string;
  before: number | null;
  after: number | null;
  change: number | null;
}

export interface ComparedSection extends ComparedScore {
  id: number | null;
  /** How many of its questions differ. */
  changed: number;
  questions: number;
  dimensions: ComparedScore[];
}

/** How far a score moved, two decimals; null where it cannot be said. */
export const changeOfScore = (before: number | null, after: number | null) =>
  before === null || after === null ? null : roundScore(after - before);

/** Both sides' sections and dimensions, the later order first. */
export function compareSections(
  from: readonly SectionResult[],
  to: readonly SectionResult[],
  questions: readonly ComparedQuestion[],
): ComparedSection[] {
  return paired(from, to).map(({ title, before, after }) => {
    const here = questions.filter(({ section }) => section === title);
    return {
      id: after?.id ?? before?.id ?? null,
      ...scoresOf(title, before, after),
      changed: here.filter(({ kinds }) => kinds.length > 0).length,
      questions: here.length,
      dimensions: paired(before?.dimensions ?? [], after?.dimensions ?? []).map((dimension) =>
        scoresOf(dimension.title, dimension.before, dimension.after),
      ),
    };
  });
}

function paired<Item extends { title: string }>(from: readonly Item[], to: readonly Item[]) {
  const titles = new Set([...to, ...from].map(({ title }) => title));
  const find = (items: readonly Item[], title: string) => items.find((item) => item.title === title);
  return [...titles].map((title) => ({ title, before: find(from, title), after: find(to, title) }));
}

function scoresOf(title: string, before?: { average: number | null }, after?: { average: number | null }) {
  const [then, now] = [before?.average ?? null, after?.average ?? null];
  return { title, before: then, after: now, change: changeOfScore(then, now) };
}
