import { z } from "zod";
import { getImport } from "@/lib/intelligence/get-import";
import { importMapping } from "@/lib/intelligence/import/mapping-input";
import { importFormats } from "@/lib/intelligence/import/formats";
import { listImports } from "@/lib/intelligence/list-imports";
import { idempotency, ifNoneMatch, page, withWords, type Operation } from "./operation";

const importSchema = z.object({
  id: z.int(),
  filename: z.string(),
  sha256: z.string().describe("Of the file as it came."),
  size: z.int().describe("Bytes."),
  format: z.enum(importFormats),
  supplied_by: z.string(),
  authority: z.string().describe("The warrant, order or consent that makes it lawful."),
  time_zone: z.string().nullable().describe("Of times that say none."),
  mapping: z.record(z.string(), z.unknown()),
  status: z.enum(["waiting", "queued", "running", "done", "failed", "cancelled"]),
  is_kept: z.boolean().describe("Whether the file itself is in the vault."),
  job_id: z.int().nullable(),
  records: z.int().describe("Records that are done, whatever became of each."),
  taken: z.int(),
  duplicates: z.int().describe("Messages that were there already."),
  quarantined: z.int().describe("Records that were set aside, with a reason each."),
  progress: z.number().nullable().describe("0–1; null where its job is somebody else's."),
  error: z.string().nullable(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
});

const storedSchema = z.object({
  import: z.object({
    id: z.int(),
    filename: z.string(),
    sha256: z.string(),
    size: z.int(),
    format: z.enum(importFormats),
    missing: z
      .array(z.enum(["zone", "date_order", "columns", "chat"]))
      .describe("What has to be said before it can begin."),
    job_id: z.int().nullable(),
  }),
});

/** What can be brought into the intelligence workspace, by method and address. */
export const importOperations: Record<string, Operation> = {
  "POST /api/v1/imports": {
    id: "createImport",
    tag: "Intelligence",
    summary: "Bring in an export",
    description:
      "Telegram Desktop's `result.json`, an Instagram data export, a WhatsApp chat, a table or lines of JSON. The fields come before the file. It is kept in the vault as it came, and taken in at once unless `start` is `false`; bringing in the same messages again takes nothing twice.",
    scope: "intelligence:write",
    header: idempotency,
    body: {
      "multipart/form-data": {
        schema: z.object({
          supplied_by: z.string().describe("Who supplied it."),
          authority: z.string().describe("The warrant, order or consent that makes it lawful."),
          format: z.enum(importFormats).optional().describe("What it is; by itself that is seen from its beginning."),
          time_zone: z.string().optional().describe("IANA name, for times that say none."),
          mapping: importMapping.optional().describe("As JSON: what the file does not say of itself."),
          start: z.boolean().optional(),
          file: z.string().meta({ format: "binary" }),
        }),
      },
    },
    answers: { 201: { description: "The file is kept.", schema: storedSchema, headers: ["Location"] } },
  },
  "GET /api/v1/imports": {
    id: "listImports",
    tag: "Intelligence",
    summary: "List imports, the newest first",
    scope: "intelligence:read",
    query: withWords(listImports.input, page),
    answers: {
      200: {
        description: "The imports.",
        schema: z.object({ imports: z.array(importSchema), next_cursor: z.string().nullable() }),
      },
    },
  },
  "GET /api/v1/imports/{import_id}": {
    id: "getImport",
    tag: "Intelligence",
    summary: "Read how far an import is and what came of it",
    scope: "intelligence:read",
    path: withWords(getImport.input, { import_id: "The import." }),
    header: ifNoneMatch,
    answers: {
      200: {
        description: "The import.",
        schema: z.object({
          import: importSchema.extend({
            reasons: z.array(z.object({ reason: z.string(), count: z.int() })),
            same_as: z.int().nullable().describe("An earlier import of the very same file."),
          }),
        }),
        headers: ["ETag"],
      },
      304: { description: "The caller has it already.", headers: ["ETag"] },
    },
  },
};
