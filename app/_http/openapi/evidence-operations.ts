import { z } from "zod";
import { attachEvidence } from "@/lib/assessment/attach-evidence";
import { listResponseEvidence } from "@/lib/assessment/list-response-evidence";
import { id } from "@/lib/kernel/input";
import { changedEvidenceSchema, listedEvidenceSchema, storedEvidenceSchema } from "./answers";
import type { Operation } from "./operation";

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
      "The file is the body as it is. It is linked to `response_id` at once, or waits a day for a save that names it in `evidence_path` or `evidence_ids`.",
    scope: "responses:write",
    query: z.object({
      product_id: id().optional().describe("For the answer that will be saved next."),
      response_id: id().optional().describe("For an answer that is there."),
    }),
    header: z.object({ "X-Filename": z.string().describe("The file's name, percent-encoded.") }),
    body: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
    answers: { 201: { description: "The file is kept.", schema: storedEvidenceSchema } },
    refusals: [404, 409],
  },
  "GET /api/v1/evidence": {
    id: "listEvidence",
    tag: "Evidence",
    summary: "List the files of an answer",
    scope: "responses:read",
    query: listResponseEvidence.input.required(),
    answers: { 200: { description: "The files, oldest first.", schema: listedEvidenceSchema } },
    refusals: [404],
  },
  "GET /api/v1/evidence/{id}/content": {
    id: "downloadEvidence",
    tag: "Evidence",
    summary: "Download a file",
    scope: "responses:read",
    path: z.object({ id: id() }),
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
