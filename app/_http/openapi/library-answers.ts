import { z } from "zod";
import {
  dayOrNone,
  evidenceOrigin,
  evidenceSchema,
  listedEvidenceSchema,
  nextCursor,
  responseStatus,
  time,
} from "./answers";

/* What is answered about the evidence library, and about what is wanted as evidence. */

const item = {
  ...evidenceSchema.shape,
  organization_id: z.int(),
  organization: z.string(),
  title: z.string(),
  description: z.string(),
  expires_on: dayOrNone.describe("The last day on which it proves anything; null: no end."),
  ...evidenceOrigin,
  edition: z.int().min(1).describe("Which edition of its document it is."),
  used_by: z.int().describe("Answers that any edition of the document supports."),
  uploaded_by: z.string(),
  created_at: time,
  version: z.int().describe("Counts the changes of what is written about it."),
};

const librarySchema = z
  .strictObject({
    evidence: z.array(z.strictObject(item).meta({ id: "LibraryEvidence" })),
    next_cursor: nextCursor,
  })
  .meta({ id: "EvidenceLibrary" });

/** With `response_id` the files of an answer, else a page of the library. */
export const evidenceListSchema = z.union([listedEvidenceSchema, librarySchema]);

export const editionSchema = z
  .strictObject({ ...item, replaced: z.boolean().describe("Whether there is a newer edition.") })
  .meta({ id: "EvidenceEdition" });

export const storedEvidenceSchema = z.union([
  z
    .strictObject({
      evidence: evidenceSchema,
      version: z.int().optional().describe("The response's, after the file was linked."),
    })
    .meta({ id: "StoredEvidence" }),
  z.strictObject({ evidence: editionSchema }).meta({ id: "StoredLibraryEvidence" }),
]);

export const documentSchema = z
  .strictObject({
    ...editionSchema.shape,
    editions: z.array(editionSchema).describe("The newest first."),
    uses: z.array(
      z.strictObject({
        response_id: z.int(),
        evidence_id: z.int().describe("The edition that supports it."),
        edition: z.int(),
        product_id: z.int(),
        product: z.string(),
        section: z.string(),
        question_id: z.int().nullable(),
        question: z.string(),
        status: responseStatus,
        added_by: z.string(),
        added_at: time,
        link: z.string().describe("A path of this server."),
        outdated: z.boolean().describe("Whether an older edition supports it."),
        movable: z.boolean().describe("Whether the caller can move it to the newest edition."),
      }),
    ),
    readers: z
      .array(z.strictObject({ user_id: z.int(), name: z.string(), times: z.int(), last: time }))
      .describe("Who looked at any edition, but for those who uploaded it."),
    can: z.strictObject({ edit: z.boolean(), replace: z.boolean() }),
  })
  .meta({ id: "EvidenceDocument" });

export const movedEvidenceSchema = z
  .strictObject({
    moved: z.array(z.int()).describe("Answers that the edition supports now."),
    left: z.array(z.int()).describe("Answers that were left as they are: not drafts, or not the caller's."),
  })
  .meta({ id: "MovedEvidence" });

export const evidenceRequestSchema = z
  .strictObject({
    id: z.int(),
    kind: z.enum(["request", "question"]).describe("A lead's request, or a client's question what would satisfy."),
    status: z.enum(["open", "fulfilled", "answered", "declined", "withdrawn"]),
    text: z.string(),
    due_on: dayOrNone,
    overdue: z.boolean(),
    product_id: z.int(),
    product: z.string(),
    organization_id: z.int(),
    organization: z.string(),
    section: z.string(),
    question_id: z.int().nullable(),
    question: z.string(),
    response_id: z.int().nullable().describe("The answer it is about; null before there is one."),
    comment_id: z.int().describe("Its message in the thread."),
    requested_by: z.int(),
    requester: z.string(),
    resolved_by: z.string(),
    resolved_at: time.nullable(),
    resolution: z.string(),
    version: z.int(),
    created_at: time,
    link: z.string().describe("A path of this server."),
    can: z.strictObject({ fulfil: z.boolean(), decline: z.boolean(), answer: z.boolean(), withdraw: z.boolean() }),
  })
  .meta({ id: "EvidenceRequest" });

export const evidenceRequestsSchema = z
  .strictObject({ requests: z.array(evidenceRequestSchema), next_cursor: nextCursor })
  .meta({ id: "EvidenceRequests" });
