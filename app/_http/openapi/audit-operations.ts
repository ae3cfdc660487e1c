import { z } from "zod";
import { getAuditTrail } from "@/lib/audit/get-audit-trail";
import { openTrailExportInput, startTrailExport } from "@/lib/audit/export-trail";
import { startVerification } from "@/lib/audit/start-verification";
import { auditTrailSchema, time } from "./answers";
import { withWords, type Operation } from "./operation";

const started = {
  202: {
    description: "The job that does it: see `GET /api/v1/jobs/{job_id}`.",
    schema: z.strictObject({ job_id: z.int() }),
  },
};

const sealingSchema = z
  .strictObject({
    unsealed: z.int().describe("How many entries wait to be sealed; 1000 stands for more."),
    lag_ms: z.number().describe("For how long the oldest of them has."),
    late: z.boolean().describe("Whether that is longer than the alarm allows."),
    checkpoint: z
      .strictObject({ n: z.int(), sealed_at: time, entries: z.int().describe("Sealed up to it, all in all.") })
      .nullable(),
    public_key: z.string().describe("Ed25519, base64url: signs checkpoints now."),
    fingerprint: z.string().describe("The SHA-256 of that key, to compare."),
    witness: z.strictObject({
      directory: z.string(),
      last: z.int().describe("The last checkpoint it kept."),
      sealed_at: time.nullable(),
      fault: z.string().nullable(),
    }),
  })
  .meta({ id: "Sealing" });

/** The trail and its seal, by method and address. All of it is for superusers. */
export const auditOperations: Record<string, Operation> = {
  "GET /api/audit_trail": {
    id: "getAuditTrail",
    tag: "Audit trail",
    summary: "Read the audit trail, newest first",
    description: "For superusers.",
    scope: "audit:read",
    query: withWords(getAuditTrail.input, {
      user_id: "Who did it.",
      action: "INSERT, UPDATE, DELETE, or a named event such as LOGIN, LOGIN_FAILED, READ or EXPORT.",
      from: "A date or a time; the earliest.",
      to: "A date, which counts whole, or a time; the latest.",
      q: "Words in the values.",
      limit: "Most entries of a page.",
      cursor: "The `next_cursor` of the page before.",
    }),
    answers: { 200: { description: "A page of entries.", schema: auditTrailSchema } },
  },
  "GET /api/v1/audit/export": {
    id: "exportAuditTrail",
    tag: "Audit trail",
    summary: "Download the audit trail as CSV",
    description: "For superusers. Streams whatever the filters find, newest first, safe to open in a spreadsheet.",
    scope: "audit:read",
    query: withWords(getAuditTrail.input, {}, ["limit", "cursor"]),
    answers: { 200: { description: "The entries.", mediaType: "text/csv" } },
  },
  "POST /api/v1/audit/exports": {
    id: "startTrailExport",
    tag: "Audit trail",
    summary: "Have the audit trail written into a file",
    description:
      "For superusers. `jsonl` is every sealed entry of a time with the checkpoints that prove it, which `/verify-trail.mjs` verifies anywhere; `csv` is what the filters find.",
    scope: "audit:read",
    body: { "application/json": { schema: startTrailExport.input } },
    answers: started,
  },
  "GET /api/v1/audit/exports/{job_id}": {
    id: "downloadTrailExport",
    tag: "Audit trail",
    summary: "Download the file of an export",
    description: "For a day after it was made.",
    scope: "audit:read",
    path: openTrailExportInput,
    answers: { 200: { description: "The file.", mediaType: "application/x-ndjson" } },
    refusals: [409],
  },
  "GET /api/v1/audit/seal": {
    id: "getSealing",
    tag: "Audit trail",
    summary: "See how the seal of the trail stands",
    description: "For superusers.",
    scope: "audit:read",
    answers: { 200: { description: "How it stands.", schema: sealingSchema } },
  },
  "GET /api/v1/audit/checkpoints": {
    id: "exportCheckpoints",
    tag: "Audit trail",
    summary: "Download every signed checkpoint",
    description: "For superusers. Kept elsewhere, they are a witness against this database.",
    scope: "audit:read",
    answers: { 200: { description: "A checkpoint a line.", mediaType: "application/x-ndjson" } },
  },
  "POST /api/v1/audit/verifications": {
    id: "startVerification",
    tag: "Audit trail",
    summary: "Have the trail verified",
    description: "For superusers. The job's result names the first entry that is wrong.",
    scope: "audit:read",
    body: { "application/json": { schema: startVerification.input } },
    answers: started,
  },
};
