import { z } from "zod";
import { exportQuestionnaire } from "@/lib/assessment/export-questionnaire";
import { importOptions } from "@/lib/assessment/import-file";
import { questionnaireDocument, scoringModels } from "@/lib/assessment/import/document";
import { listQuestionnaires } from "@/lib/assessment/list-questionnaires";
import { nextCursor, time } from "./answers";
import { idempotency, page, withWords, type Operation } from "./operation";

const finding = z.strictObject({ place: z.string(), message: z.string() });
const origin = {
  source: z.string(),
  source_url: z.string(),
  licence: z.string(),
  attribution: z.string(),
};
const place = {
  title: z.string(),
  questions: z.array(z.strictObject({ code: z.string(), text: z.string(), options: z.int() })),
};

const listSchema = z
  .strictObject({
    questionnaires: z.array(
      z.strictObject({
        id: z.int().describe("The version's."),
        slug: z.string(),
        title: z.string(),
        description: z.string(),
        ...origin,
        version: z.string(),
        scoring_model: z.enum(scoringModels),
        status: z.enum(["draft", "published", "archived"]),
        questions: z.int(),
        published_at: time.nullable(),
      }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "Questionnaires" });

const report = {
  format: z.string(),
  title: z.string(),
  counts: z.strictObject({ sections: z.int(), dimensions: z.int(), questions: z.int(), options: z.int() }),
  warnings: z.array(finding).describe("What was taken otherwise than it stands there."),
  errors: z.array(finding).describe("What was rejected, and where."),
  slug: z.string(),
  version: z.string(),
  scoring_model: z.enum(scoringModels),
  ...origin,
  sha256: z.string().describe("The file's."),
};

const previewSchema = z
  .strictObject({
    ...report,
    outline: z.array(
      z.strictObject({
        title: z.string(),
        questions: z.int(),
        dimensions: z.array(
          z.strictObject({ ...place, total: z.int(), subdimensions: z.array(z.strictObject(place)) }),
        ),
      }),
    ),
    versions: z
      .array(z.strictObject({ id: z.int(), title: z.string(), version: z.string(), status: z.string() }))
      .describe("Those that the questionnaire has already."),
  })
  .meta({ id: "QuestionnairePreview" });

const importedSchema = z.strictObject({ ...report, id: z.int() }).meta({ id: "ImportedQuestionnaire" });

/** What can be done with questionnaires, by method and address. */
export const questionnaireOperations: Record<string, Operation> = {
  "GET /api/v1/questionnaires": {
    id: "listQuestionnaires",
    tag: "Questionnaires",
    summary: "List the versions of all questionnaires",
    scope: "products:read",
    query: withWords(listQuestionnaires.input, page),
    answers: { 200: { description: "A page of versions, the newest first.", schema: listSchema } },
  },
  "POST /api/v1/questionnaires": {
    id: "importQuestionnaire",
    tag: "Questionnaires",
    summary: "Import a questionnaire as a draft",
    description:
      "The file is the body as it is: a spreadsheet (XLSX, CSV), OWASP SAMM, DSOMM or ASVS, a CISO Assistant library, an OSCAL catalog or the product's own JSON. Its content says what it is.",
    scope: "products:write",
    query: withWords(importOptions, {
      slug: "The questionnaire it becomes a version of; standard: what the file says.",
      title: "Standard: what the file says.",
      version: "Standard: what the file says.",
      dry_run: "Only say what would be stored.",
      leave_out_rejected: "Store the rest when something is rejected; otherwise such a file is refused.",
      sha256: "Of the file that was looked over before; another one is refused.",
    }),
    header: z.object({
      "X-Filename": z.string().describe("The file's name, percent-encoded."),
      ...idempotency.shape,
    }),
    body: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
    answers: {
      200: { description: "What would be stored.", schema: previewSchema },
      201: { description: "The draft.", schema: importedSchema, headers: ["Location"] },
    },
    refusals: [409],
  },
  "GET /api/v1/questionnaires/{id}": {
    id: "exportQuestionnaire",
    tag: "Questionnaires",
    summary: "Export a version",
    description: "In the product's own format, which can be imported again.",
    scope: "products:read",
    path: exportQuestionnaire.input,
    answers: { 200: { description: "The version with its whole tree.", schema: questionnaireDocument } },
  },
  "DELETE /api/v1/questionnaires/{id}": {
    id: "deleteQuestionnaireDraft",
    tag: "Questionnaires",
    summary: "Delete a draft",
    description: "Its questionnaire goes with its only version. 409 for what is or was published.",
    scope: "products:write",
    path: exportQuestionnaire.input,
    answers: {
      200: {
        description: "What was deleted.",
        schema: z.strictObject({ id: z.int(), title: z.string(), version: z.string() }),
      },
    },
    refusals: [409],
  },
  "POST /api/v1/questionnaires/{id}/publish": {
    id: "publishQuestionnaire",
    tag: "Questionnaires",
    summary: "Publish a draft",
    description: "Opens it to products. It never changes again.",
    scope: "products:write",
    path: exportQuestionnaire.input,
    answers: {
      200: {
        description: "What was published.",
        schema: z.strictObject({ id: z.int(), title: z.string(), version: z.string() }),
      },
    },
    refusals: [409],
  },
};
