import { z } from "zod";
import { attachEvidence } from "@/lib/assessment/attach-evidence";
import { evidenceChangesInput } from "@/lib/assessment/evidence-changes-input";
import { listEvidenceLibrary } from "@/lib/assessment/list-evidence-library";
import { moveEvidence } from "@/lib/assessment/move-evidence";
import { id } from "@/lib/kernel/input";
import { changedEvidenceSchema } from "./answers";
import {
  documentSchema,
  editionSchema,
  evidenceListSchema,
  movedEvidenceSchema,
  storedEvidenceSchema,
} from "./library-answers";
import { ifMatch, ifNoneMatch, page, withWords, type Operation } from "./operation";

const filePath = z.object({ id: id().describe("The file.") });
const link = attachEvidence.input;
const linkPath = z.object({ id: id().describe("The file."), response_id: id().describe("The answer.") });
const linkQuery = z.object({ version: link.shape.version.describe("The answer's version that the caller last saw.") });

/** What can be done with files, by method and address. */
export const evidenceOperations: Record<string, Operation> = {
  "POST /api/v1/evidence": {
    id: "uploadEvidence",
    tag: "Evidence",
    summary: "Upload a file",
    description:
      "The file is the body as it is. It is linked to `response_id` at once, or waits a day for a save that names it in `evidence_path` or `evidence_ids`. With `organization_id` it stays in that library; with `replaces_id` it is the next edition of a document there.",
    scope: "responses:write",
    query: z.object({
      product_id: id().optional().describe("For the answer that will be saved next."),
      response_id: id().optional().describe("For an answer that is there."),
      organization_id: id().optional().describe("For the library of an organization."),
      replaces_id: id().optional().describe("The edition that it replaces, which must be the newest."),
    }),
    header: z.object({ "X-Filename": z.string().describe("The file's name, percent-encoded.") }),
    body: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
    answers: { 201: { description: "The file is kept.", schema: storedEvidenceSchema } },
    refusals: [404, 409],
  },
  "GET /api/v1/evidence": {
    id: "listEvidence",
    tag: "Evidence",
    summary: "List the files of an answer, or the evidence library",
    description:
      "With `response_id` the files of that answer, oldest first. Without one the documents within reach, the newest first, each by its newest edition; the other parameters narrow them.",
    scope: "responses:read",
    query: withWords(
      z.object({ response_id: id().optional().describe("The answer."), ...listEvidenceLibrary.input.shape }),
      {
        ...page,
        q: "Words, or their beginnings, in name, title and description.",
        expiring: "Only what has expired or will within 30 days.",
        used: "Only what an answer names, or what none does.",
        product_id: "Only what supports an answer of the product.",
      },
    ),
    answers: { 200: { description: "The files.", schema: evidenceListSchema } },
    refusals: [404],
  },
  "GET /api/v1/evidence/{id}": {
    id: "getEvidence",
    tag: "Evidence",
    summary: "Read a document: its editions, the answers it supports, who looked at it",
    scope: "responses:read",
    path: filePath,
    header: ifNoneMatch,
    answers: {
      200: { description: "The document, at the edition asked for.", schema: documentSchema, headers: ["ETag"] },
      304: { description: "The caller has it already.", headers: ["ETag"] },
    },
  },
  "PATCH /api/v1/evidence/{id}": {
    id: "updateEvidence",
    tag: "Evidence",
    summary: "Change what is written about a file",
    description: "Changes the fields that are given. The file itself never changes: upload its next edition.",
    scope: "responses:write",
    path: filePath,
    header: ifMatch,
    body: {
      "application/json": {
        schema: withWords(
          evidenceChangesInput,
          { expires_on: "The last day on which it proves anything; null for no end." },
          ["evidence_id", "version"],
        ),
        example: { title: "Penetration test 2026", expires_on: "2027-03-31" },
      },
    },
    answers: { 200: { description: "The edition as it is now.", schema: editionSchema, headers: ["ETag"] } },
    refusals: [412, 428],
  },
  "POST /api/v1/evidence/{id}/moves": {
    id: "moveEvidence",
    tag: "Evidence",
    summary: "Link the newest edition to drafts in place of older ones",
    description: "What was handed in or judged keeps the edition it was handed in with.",
    scope: "responses:write",
    path: filePath,
    body: {
      "application/json": {
        schema: withWords(moveEvidence.input, {}, ["evidence_id"]),
        example: { response_ids: [1, 2] },
      },
    },
    answers: { 200: { description: "What was moved, and what was not.", schema: movedEvidenceSchema } },
    refusals: [409],
  },
  "GET /api/v1/evidence/{id}/content": {
    id: "downloadEvidence",
    tag: "Evidence",
    summary: "Download a file",
    scope: "responses:read",
    path: filePath,
    query: z.object({ inline: z.enum(["1"]).optional().describe("Show it in place, where its kind is harmless.") }),
    answers: { 200: { description: "The file.", mediaType: "application/octet-stream" } },
  },
  "PUT /api/v1/evidence/{id}/links/{response_id}": {
    id: "linkEvidence",
    tag: "Evidence",
    summary: "Link a file to an answer",
    scope: "responses:write",
    path: linkPath,
    query: linkQuery,
    answers: { 200: { description: "The answer's next version.", schema: changedEvidenceSchema } },
    refusals: [409, 422],
  },
  "DELETE /api/v1/evidence/{id}/links/{response_id}": {
    id: "unlinkEvidence",
    tag: "Evidence",
    summary: "Take a file off an answer",
    scope: "responses:write",
    path: linkPath,
    query: linkQuery,
    answers: { 200: { description: "The answer's next version.", schema: changedEvidenceSchema } },
    refusals: [409, 422],
  },
};
