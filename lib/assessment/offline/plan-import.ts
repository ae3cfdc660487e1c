import { createHash } from "node:crypto";
import type { ResponseRow } from "@/db/queries/assessment/answer-set";
import { askedBy, chosenOptions } from "../asked";
import { placed, saysTheSame } from "../change-of";
import type { PlacedQuestion, Questionnaire } from "../questionnaire";
import { cellsOf } from "./cells";
import { fields, type Cells, type Field } from "./field-names";
import type { FileRow } from "./file-rows";
import { questionFinder } from "./find-question";
import { answerOf, RowProblem, saidCells, type Said } from "./read-row";

/** What a cell would become. `exported`: as it stood when the file was made, where it changed since. */
interface CellChange {
  field: Field;
  exported?: string;
  current: string;
  file: string;
}

/** What becomes of a row of a file. */
export interface RowResult {
  place: string;
  question_id: number | null;
  section_id: number | null;
  code: string;
  question: string;
  outcome: "changed" | "conflict" | "refused" | "unchanged";
  cells: CellChange[];
  score_before: number | null;
  score_after: number | null;
  /** Why it is refused, and where. */
  problem: { column: string; message: string } | null;
  /** Of a conflict: who changed the answer meanwhile, and when. */
  changed_by: string | null;
  changed_at: string | null;
}

/** An answer to be written. */
interface PlannedAnswer {
  question: PlacedQuestion;
  before: ResponseRow | undefined;
  after: Said;
}

/** How a product stands that a file is imported into. */
export interface Standing {
  productId: number;
  questionnaire: Questionnaire;
  closed: boolean;
  /** Current answers by question. */
  responses: ReadonlyMap<number, ResponseRow>;
  /** Earlier versions of answers, as cells, by `<response id>.<version>`. */
  earlier: ReadonlyMap<string, Said>;
}

export type Decision = "mine" | "theirs";

export interface ImportPlan {
  rows: RowResult[];
  answers: PlannedAnswer[];
  /** Which questions with a condition are asked afterwards. */
  asked: Set<number>;
  /** Names the versions of all that the file would change: another one is another state. */
  state: string;
}

const saidBy = (row: ResponseRow | undefined): Said | undefined => row && { ...placed(row), comment: row.comment };

/** What a file would change, row by row: nothing is read or written here. */
export function planImport(
  file: readonly FileRow[],
  standing: Standing,
  decisions: Pick<ReadonlyMap<number, Decision>, "get">,
): ImportPlan {
  const find = questionFinder(standing.questionnaire);
  const seen = new Set<number>();
  const planned = new Map<RowResult, PlannedAnswer>();
  const touched: string[] = [];
  const rows = file.map((row) => {
    const result = blankResult(row);
    try {
      const question = find(row);
      Object.assign(result, { question_id: question.id, section_id: question.sectionId, code: question.code });
      result.question = question.text;
      if (seen.has(question.id)) throw new RowProblem("The question has a row above already.");
      seen.add(question.id);
      const before = standing.responses.get(question.id);
      const after = weigh(row, question, before, standing, decisions.get(question.id), result);
      if (result.cells.length > 0) touched.push(`${question.id}:${before?.version ?? 0}`);
      if (after) planned.set(result, { question, before, after });
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      refuse(result, error.message, error.column);
    }
    return result;
  });
  const asked = askedAfter(standing, [...planned.values()]);
  for (const [result, { question }] of planned) {
    if (!question.condition || asked.has(question.id)) continue;
    planned.delete(result);
    refuse(result, "The question is not asked, by the answer it depends on.");
  }
  const state = createHash("sha256").update(`${touched.sort().join()}|${standing.closed}`).digest("hex");
  return { rows, answers: [...planned.values()], asked, state };
}

const blankResult = ({ place, code, question }: FileRow): RowResult => ({
  place,
  question_id: null,
  section_id: null,
  code: code ?? "",
  question: question ?? "",
  outcome: "unchanged",
  cells: [],
  score_before: null,
  score_after: null,
  problem: null,
  changed_by: null,
  changed_at: null,
});

function refuse(result: RowResult, message: string, column = "") {
  result.outcome = "refused";
  result.problem = { column, message };
}

/** Compares a row with what stands and with what it was exported from. Returns the answer to write, if any. */
function weigh(
  row: FileRow,
  question: PlacedQuestion,
  current: ResponseRow | undefined,
  standing: Standing,
  decision: Decision | undefined,
  result: RowResult,
): Said | undefined {
  if (row.formulas.length > 0)
    throw new RowProblem("Formulas are not worked out: save the values alone.", row.formulas[0]);
  const exported = row.version !== undefined && row.product_id === standing.productId;
  const before = saidBy(current);
  const theirs = cellsOf(question, before);
  const base = exported ? cellsOf(question, versionOf(row.version!, current, standing)) : theirs;
  const said = saidCells(row, exported);
  const mine: Cells = { ...base, ...said };
  const edits = fields.filter((field) => mine[field] !== base[field]);
  const clash =
    edits.some((field) => mine[field] !== theirs[field]) && fields.some((field) => theirs[field] !== base[field]);
  // Where both changed, the row counts as a whole; else what was not edited stays as it stands.
  const wanted = new Set(clash ? fields.filter((field) => mine[field] !== theirs[field]) : edits);
  const after = answerOf(row, question, clash ? mine : { ...theirs, ...pick(mine, edits) }, wanted, before);
  const same = current
    ? saysTheSame(current, { ...placed(current), ...after })
    : JSON.stringify(cellsOf(question, after)) === JSON.stringify(theirs) && after.maturityScore === null;
  if (same) return undefined;
  result.cells = changes(base, theirs, cellsOf(question, after));
  result.score_before = current?.maturity_score ?? null;
  result.score_after = after.maturityScore;
  if (standing.closed)
    throw new RowProblem("The round is closed: its answers are read-only until a new one is started.");
  if (current?.status === "approved")
    throw new RowProblem("The answer is approved and therefore locked. A lead can reopen it.");
  result.outcome = clash ? "conflict" : "changed";
  if (!clash) return after;
  result.changed_by = current?.answered_by_name ?? null;
  result.changed_at = current?.updated_at.toISOString() ?? null;
  return decision === "mine" ? after : undefined;
}

function versionOf(version: number, current: ResponseRow | undefined, { earlier }: Standing): Said | undefined {
  if (version === 0) return undefined;
  if (current?.version === version) return saidBy(current);
  const found = current && earlier.get(`${current.id}.${version}`);
  if (!found) throw new RowProblem("It was exported from an answer that is not known here: export anew.", "version");
  return found;
}

const pick = (cells: Cells, names: readonly Field[]): Partial<Cells> =>
  Object.fromEntries(names.map((name) => [name, cells[name]]));

const changes = (base: Cells, current: Cells, file: Cells): CellChange[] => {
  const differing = fields.filter((field) => current[field] !== file[field]);
  // A score alone may change.
  return (differing.length ? differing : (["answer"] as const)).map((field) => ({
    field,
    ...(base[field] !== current[field] && { exported: base[field] }),
    current: current[field],
    file: file[field],
  }));
};

function askedAfter({ questionnaire, responses }: Standing, answers: readonly PlannedAnswer[]): Set<number> {
  const changed = new Map(answers.map(({ question, after }) => [question.id, after]));
  return askedBy(questionnaire.rules, (id) => {
    const said = changed.get(id) ?? saidBy(responses.get(id));
    return said ? chosenOptions(said) : [];
  });
}
