import { createHash } from "node:crypto";
import { z } from "zod";
import { lockAnswerSet } from "@/db/queries/assessment/answer-set";
import { findOfflineSet } from "@/db/queries/assessment/offline-answers";
import { logEvent } from "@/db/queries/kernel/events";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id, parse } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { preparing } from "@/lib/kernel/staged";
import { mayAnswer, openSet } from "./answer-set";
import { explain } from "./import-file";
import { collect } from "./import/collect";
import { fileRows, type AnswerFile } from "./offline/file-rows";
import { importAnswersOptions, type ImportAnswersOptions } from "./offline/import-options";
import { loadStanding } from "./offline/load-standing";
import { planImport, type Decision, type ImportPlan, type RowResult } from "./offline/plan-import";
import { readAnswerFile } from "./offline/read-file";
import { writePlan } from "./offline/write-plan";

/** What a file of answers does, or would do. */
export interface AnswerImport {
  format: AnswerFile["format"];
  dry_run: boolean;
  counts: Record<RowResult["outcome"], number>;
  /** How many answers were written. */
  applied: number;
  warnings: string[];
  /** Lines that are no rows. */
  errors: { place: string; message: string }[];
  rows: RowResult[];
  sha256: string;
  state: string;
}

/** Asks for permission before anything is read, and says what rows would change. */
const previewAnswers = query({
  action: "assessment.answers.preview",
  scope: "responses:write",
  subject: "product",
  input: z.object({ product_id: id(), rows: fileRows }),
  target: (tx, input) => findOfflineSet(tx, input.product_id),
  allow: mayAnswer,
  run: async ({ tx, target }, { rows }): Promise<Pick<ImportPlan, "rows" | "state">> =>
    rows.length ? planImport(rows, await loadStanding(tx, target, rows), new Map()) : { rows: [], state: "" },
});

/**
 * Writes the rows of a file into the product's own answer set, all or none, as saves would: drafts, with their revisions,
 * scores and what they open and close. Submits nothing.
 * @throws Fault invalid for rows that are refused, conflict for what changed meanwhile and is not decided
 */
const applyAnswers = command({
  action: "assessment.answers.import",
  scope: "responses:write",
  subject: "product",
  input: importAnswersOptions.omit({ dry_run: true, mine: true, theirs: true }).extend({
    product_id: id(),
    rows: fileRows,
    mine: z.array(id()).default([]),
    theirs: z.array(id()).default([]),
  }),
  target: (tx, input) => lockAnswerSet(tx, input.product_id, null),
  allow: mayAnswer,
  run: async ({ tx, actor, target }, input) => {
    const set = target.answer_set_id === null ? await openSet(tx, target) : target;
    const standing = await loadStanding(tx, set, input.rows);
    const plan = planImport(input.rows, standing, decisionsOf(input));
    if (input.state && input.state !== plan.state)
      throw new Fault(
        "conflict",
        "Answers changed since the file was looked over. Nothing was imported: look it over again.",
      );
    const refused = plan.rows.filter(({ outcome }) => outcome === "refused");
    if (refused.length > 0 && !input.leave_out_rejected) throw rejected(refused);
    const decided = new Set([...input.mine, ...input.theirs]);
    const open = plan.rows.filter(
      ({ outcome, question_id }) => outcome === "conflict" && !input.conflicts && !decided.has(question_id!),
    );
    if (open.length > 0) throw undecided(open);
    const applied = await writePlan(tx, set, standing.questionnaire, standing.responses, plan, actor.userId);
    await logEvent(tx, {
      action: "IMPORT",
      table: "questionnaire_responses",
      organizationId: set.organization_id,
      details: { product_id: set.id, rows: plan.rows.length, applied, sha256: input.sha256 },
    });
    return { applied, rows: plan.rows, state: plan.state };
  },
});

/**
 * Reads answers from a workbook, a CSV file or a `.samm` file, and imports them or says what they would change.
 * @throws Fault forbidden, not_found, too_large, invalid (unreadable, or rows refused), conflict
 */
export async function importAnswersFile(
  caller: Caller,
  productId: unknown,
  file: { announcedSize?: number; stream: AsyncIterable<Uint8Array> },
  options: ImportAnswersOptions,
): Promise<AnswerImport> {
  const wanted = parse(importAnswersOptions, options);
  const reader = preparing(caller);
  const product_id = productId as number;
  await previewAnswers(reader, { product_id, rows: [] });
  const bytes = await collect(file.stream, "A file of answers", file.announcedSize);
  const sha = createHash("sha256").update(bytes).digest("hex");
  if (wanted.sha256 && wanted.sha256 !== sha)
    throw new Fault("conflict", "The file is not the one that was looked over. Look it over again.");
  const read = await readAnswerFile(bytes).catch((error: unknown) => {
    throw explain(error);
  });
  const { format, warnings, errors, rows } = read;
  const report = { format, dry_run: wanted.dry_run, warnings, errors, sha256: sha };
  if (wanted.dry_run) {
    const preview = await previewAnswers(reader, { product_id, rows });
    return { ...report, ...preview, counts: countsOf(preview.rows), applied: 0 };
  }
  if (errors.length > 0 && !wanted.leave_out_rejected)
    throw rejected(errors.map(({ place, message }) => ({ place, problem: { column: "", message } })));
  const { dry_run: _, ...decided } = wanted;
  const done = await applyAnswers(caller, { ...decided, product_id, rows, sha256: sha });
  return { ...report, ...done, counts: countsOf(done.rows) };
}

function decisionsOf(input: { rows: unknown; conflicts?: Decision; mine: number[]; theirs: number[] }) {
  const named = new Map<number, Decision>([
    ...input.mine.map((one) => [one, "mine"] as const),
    ...input.theirs.map((one) => [one, "theirs"] as const),
  ]);
  if (!input.conflicts) return named;
  const standard = input.conflicts;
  return { get: (one: number) => named.get(one) ?? standard };
}

function countsOf(rows: readonly RowResult[]): AnswerImport["counts"] {
  const counts = { changed: 0, conflict: 0, refused: 0, unchanged: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

function rejected(rows: readonly Pick<RowResult, "place" | "problem">[]) {
  const fields = rows.slice(0, 200).map(({ place, problem }) => ({
    path: [place, problem!.column].filter(Boolean).join(", "),
    message: problem!.message,
  }));
  const many = rows.length > 1 ? ` And ${rows.length - 1} more.` : "";
  const detail = `Nothing was imported. ${fields[0]!.path}: ${fields[0]!.message}${many}`;
  return new Fault("invalid", detail, { fields });
}

function undecided(rows: readonly RowResult[]) {
  const detail = `${rows.length === 1 ? "An answer" : `${rows.length} answers`} changed since the export. Nothing was imported: say which side wins.`;
  return new Fault("conflict", detail, { details: { conflicts: rows.slice(0, 200) } });
}
