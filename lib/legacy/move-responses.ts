import {
  addToScores,
  addToSets,
  insertResponses,
  insertRevisions,
  listAnswered,
  type ResponseRow,
  type RevisionRow,
} from "@/db/queries/legacy/responses";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import { type AnswerLine } from "./bind-responses";
import { keepIds } from "./keep-ids";
import type { Move } from "./move";
import type { MovedProduct } from "./move-products";
import { sumUp, type SummedResponse } from "./sum-up";
import { isHandedIn, statusOf, type JudgedAs } from "./verdicts";

const TABLE = "questionnaire_responses";

/** A response of the original system, as the response it is part of here. */
export interface MovedResponse {
  id: number;
  productId: number;
  organizationId: number;
  /** Which of the response's versions the row became. */
  version: number;
  isNew: boolean;
}

interface Marks {
  /** The latest verdict on each response, by its id there. */
  verdicts: ReadonlyMap<number, JudgedAs>;
  /** Where products stand there, by their ids there. */
  productStatuses: ReadonlyMap<number, string>;
}

/** Moves answers in, with their earlier versions, and what they change in scores and counts. */
export async function moveResponses(
  move: Move,
  lines: AnswerLine[],
  newProducts: readonly MovedProduct[],
  marks: Marks,
): Promise<ReadonlyMap<number, MovedResponse>> {
  const { tx, report } = move;
  const moved = new Map<number, MovedResponse>();
  const fresh = await newLines(move, lines, moved);
  const ids = await keepIds(
    tx,
    report,
    TABLE,
    fresh.map(({ saves }) => saves.at(-1)!.response.id),
  );
  const rows: ResponseRow[] = [];
  const revisions: RevisionRow[] = [];
  const summed: SummedResponse[] = [];
  for (const line of fresh) {
    const written = rowsOf(move, line, ids.get(line.saves.at(-1)!.response.id)!, marks);
    rows.push(written.row);
    revisions.push(...written.revisions);
    summed.push({ line, row: written.row });
    note(move, line, written.row, moved);
  }
  const sums = sumUp(summed, newProducts, new Date(move.now).toISOString());
  await addToSets(tx, sums.sets);
  await insertResponses(tx, rows);
  await insertRevisions(tx, revisions);
  await addToScores(tx, sums.scores);
  return moved;
}

/** Those that have not moved in earlier, nor are answered here already. */
async function newLines({ tx, report, ledger }: Move, lines: AnswerLine[], moved: Map<number, MovedResponse>) {
  const known = [...new Set(lines.filter(({ product }) => !product.isNew).map(({ product }) => product.id))];
  const here = new Set(
    (known.length ? await listAnswered(tx, known) : []).map(
      (row) => `${row.product_id}/${row.user_id}/${row.question_id ?? row.question}`,
    ),
  );
  return lines.filter((line) => {
    const { product, person, question, saves, key } = line;
    const { response } = saves.at(-1)!;
    const record = ledger.find(TABLE, key);
    if (record) {
      for (const save of saves) {
        report.know(TABLE);
        if (record.recordId !== null)
          moved.set(save.response.id, { ...placeOf(line), id: record.recordId, isNew: false });
      }
      if (record.content !== response.content)
        report.leave(TABLE, "answered again there since it moved in; kept as it is here", response.id);
      return false;
    }
    if (!here.has(`${product.id}/${person.id}/${question?.id ?? response.question}`)) return true;
    report.leave(TABLE, "the question has an answer here already", response.id);
    return false;
  });
}

const placeOf = ({ product, saves }: AnswerLine) => ({
  productId: product.id,
  organizationId: product.organizationId,
  version: saves.length,
});

function rowsOf({ now }: Move, line: AnswerLine, id: number, { verdicts, productStatuses }: Marks) {
  const { product, person, question, saves } = line;
  const { response } = saves.at(-1)!;
  const judged = verdicts.get(response.id);
  const status = statusOf(response, judged, isHandedIn(productStatuses.get(line.legacyProductId) ?? ""));
  const first = saves[0]!.response;
  const createdAt = first.createdAt ?? first.updatedAt ?? new Date(now);
  const updatedAt = response.updatedAt ?? createdAt;
  const judgedAt = isVerdict(status) ? (judged?.at ?? updatedAt) : null;
  const said = saves.map((save, at) => ({
    organization_id: product.organizationId,
    version: at + 1,
    option_id: save.chosen.optionId,
    answer: save.chosen.answer,
    maturity_score: save.chosen.maturityScore,
    score_source: save.chosen.scoreSource,
    comment: commentOf(save.response),
    // What an earlier version's state was, nobody knows; it was not the last word.
    status: at === saves.length - 1 ? status : ("draft" as const),
    answered_by: person.id,
    created_at: (save.response.updatedAt ?? createdAt).toISOString(),
  }));
  const row: ResponseRow = {
    ...said.at(-1)!,
    id,
    product_id: product.id,
    user_id: person.id,
    question_id: question?.id ?? null,
    question: question?.text ?? response.question,
    section: question?.section ?? response.section,
    dimension: question?.dimension ?? response.dimension,
    subdimension: question?.subdimension ?? "",
    weight: question?.weight ?? 100,
    submitted_at: status === "draft" ? null : updatedAt.toISOString(),
    reviewed_at: judgedAt?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
    updated_at: (judgedAt && judgedAt > updatedAt ? judgedAt : updatedAt).toISOString(),
  };
  const nothing = { response_id: id, not_applicable: false, not_applicable_reason: "" };
  return { row, revisions: said.map((each): RevisionRow => ({ ...each, ...nothing })) };
}

const isVerdict = (status: ResponseStatus) => status !== "draft" && status !== "submitted";

/** The file itself is not in the database; what names it stays readable beside the answer. */
const commentOf = ({ comment, evidencePath }: AnswerLine["saves"][number]["response"]) =>
  [comment, evidencePath && `Evidence in the original system: ${evidencePath}`].filter(Boolean).join("\n\n");

/** Says in report and ledger what became of a line's rows. */
function note({ report, ledger }: Move, line: AnswerLine, row: ResponseRow, moved: Map<number, MovedResponse>) {
  const current = line.saves.at(-1)!.response;
  for (const [at, { response }] of line.saves.entries()) {
    response.row.tell(report);
    report.take(TABLE);
    moved.set(response.id, { ...placeOf(line), id: row.id, version: at + 1, isNew: true });
    if (response !== current)
      report.change(
        TABLE,
        "answered again later: it is an earlier version of that answer",
        response.id,
        `now ${row.id}`,
      );
    if (response.evidencePath)
      report.change(
        TABLE,
        "its evidence file is not in the database: its path stands in the comment",
        response.id,
        response.evidencePath,
      );
  }
  if (current.isReviewed && row.status === "submitted")
    report.change(TABLE, "marked as reviewed without a verdict: it waits for one", current.id);
  if (line.person.id !== line.product.ownerId)
    report.change(TABLE, "not its product's owner answered: it is in an answer set of its own", current.id);
  if (row.question_id === null)
    report.change(TABLE, "its product's questionnaire does not ask it: it is a free question", current.id);
  ledger.add(TABLE, line.key, current.content, row.id);
}
