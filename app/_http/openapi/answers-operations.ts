import { z } from "zod";
import { exportAnswers } from "@/lib/assessment/export-answers";
import { listSuggestions } from "@/lib/assessment/list-suggestions";
import { fields } from "@/lib/assessment/offline/field-names";
import { importAnswersOptions } from "@/lib/assessment/offline/import-options";
import { nextCursor, responseStatus, time } from "./answers";
import { idempotency, page, withWords, type Operation } from "./operation";

const path = exportAnswers.input.pick({ product_id: true });
const outcomes = ["changed", "conflict", "refused", "unchanged"] as const;

const row = z.strictObject({
  place: z.string().describe("Where it stands in the file."),
  question_id: z.int().nullable(),
  section_id: z.int().nullable(),
  code: z.string(),
  question: z.string(),
  outcome: z.enum(outcomes),
  cells: z.array(
    z.strictObject({
      field: z.enum(fields),
      exported: z.string().optional().describe("What it was when the file was made, where it changed since."),
      current: z.string(),
      file: z.string(),
    }),
  ),
  score_before: z.number().nullable(),
  score_after: z.number().nullable(),
  problem: z.strictObject({ column: z.string(), message: z.string() }).nullable().describe("Why it is refused."),
  changed_by: z.string().nullable().describe("Of a conflict: who changed the answer since."),
  changed_at: time.nullable(),
});

const importedSchema = z
  .strictObject({
    format: z.enum(["xlsx", "csv", "samm"]),
    dry_run: z.boolean(),
    counts: z.strictObject({ changed: z.int(), conflict: z.int(), refused: z.int(), unchanged: z.int() }),
    applied: z.int().describe("How many answers were written."),
    warnings: z.array(z.string()),
    errors: z.array(z.strictObject({ place: z.string(), message: z.string() })).describe("Lines that are no rows."),
    rows: z.array(row),
    sha256: z.string(),
    state: z.string().describe("Names the versions of all answers that the file would change."),
  })
  .meta({ id: "AnswerImport" });

const suggestion = z
  .strictObject({
    question_id: z.int(),
    reference: z
      .strictObject({ framework: z.string(), reference: z.string() })
      .describe("What both questions refer to."),
    product: z.strictObject({ id: z.int(), name: z.string() }).describe("Where it is answered."),
    questionnaire: z.string(),
    question: z.string().describe("The other question."),
    answer: z.string(),
    status: responseStatus,
    answered_at: time,
    score: z.number().min(0).max(5).nullable().describe("By its place between the other question's least and best."),
    fill: z
      .union([
        z.strictObject({ option_id: z.int() }),
        z.strictObject({ option_ids: z.array(z.int()) }),
        z.strictObject({ answer: z.string() }),
      ])
      .nullable()
      .describe("What to save to answer likewise; null where the other answer is nothing this question takes."),
  })
  .meta({ id: "Suggestion" });
const suggestionsSchema = z
  .strictObject({ suggestions: z.array(suggestion), next_cursor: nextCursor })
  .meta({ id: "Suggestions" });

/** Answers in files and from elsewhere, by method and address. */
export const answersOperations: Record<string, Operation> = {
  "GET /api/v1/products/{product_id}/suggestions": {
    id: "listSuggestions",
    tag: "Assessment",
    summary: "List answers of other products to questions that refer to the same",
    description:
      "For questions not answered yet, in the order of the questionnaire, the best answer among the organization's other products: approved, sharing most references, newest. Nothing is answered until it is saved.",
    scope: "responses:read",
    path,
    query: withWords(listSuggestions.input, { section_id: "Only questions of this section.", ...page }, ["product_id"]),
    answers: { 200: { description: "A page of suggestions.", schema: suggestionsSchema } },
  },
  "GET /api/v1/products/{product_id}/answers/export": {
    id: "exportAnswers",
    tag: "Assessment",
    summary: "Download a product's questionnaire with its answers",
    description:
      "As a workbook (`xlsx`) or CSV to work on and import again, or as `.samm` where the questionnaire is OWASP SAMM.",
    scope: "responses:read",
    path,
    query: exportAnswers.input.pick({ format: true }),
    answers: { 200: { description: "The file.", mediaType: "application/octet-stream" } },
    refusals: [409],
  },
  "POST /api/v1/products/{product_id}/answers/import": {
    id: "importAnswers",
    tag: "Assessment",
    summary: "Import answers from a file",
    description:
      "The file is the body as it is: an exported workbook or CSV, a CSV with the columns `code` (or `question_id`, or `question`) and any of `answer`, `not_applicable`, `reason`, `comment` and `maturity_score`, or `.samm`. All rows are written, or none. In an exported file an emptied cell clears what stood there; in others it says nothing. Nothing is submitted.",
    scope: "responses:write",
    path,
    query: withWords(importAnswersOptions, {
      dry_run: "Only say what would be changed.",
      leave_out_rejected: "Import the rest when rows are refused; otherwise nothing is.",
      conflicts: "Which side wins where an answer changed since the export; without it, such a file is refused.",
      mine: "Questions (ids, by comma) for which the file wins.",
      theirs: "Questions for which what stands wins.",
      sha256: "Of the file that was looked over before: another one is refused.",
      state: "What the dry run answered: refused when those answers changed since.",
    }),
    header: idempotency,
    body: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
    answers: { 200: { description: "What became of every row.", schema: importedSchema } },
    refusals: [409],
  },
};
