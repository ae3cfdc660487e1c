import { evidenceRequestInput, requestResolutionInput } from "@/lib/assessment/evidence-request-input";
import { getEvidenceRequest } from "@/lib/assessment/get-evidence-request";
import { listEvidenceRequests } from "@/lib/assessment/list-evidence-requests";
import { evidenceRequestSchema, evidenceRequestsSchema } from "./library-answers";
import { idempotency, ifMatch, ifNoneMatch, page, withWords, type Operation } from "./operation";

const path = getEvidenceRequest.input;

/** What is wanted as evidence, by method and address. */
export const requestOperations: Record<string, Operation> = {
  "GET /api/v1/evidence-requests": {
    id: "listEvidenceRequests",
    tag: "Evidence",
    summary: "List what is wanted as evidence, newest first",
    description: "Leads' requests, and clients' questions what would satisfy, within reach.",
    scope: "comments:read",
    query: withWords(listEvidenceRequests.input, { ...page, open: "Only what is open, or only what is closed." }),
    answers: { 200: { description: "A page of requests.", schema: evidenceRequestsSchema } },
  },
  "POST /api/v1/evidence-requests": {
    id: "createEvidenceRequest",
    tag: "Evidence",
    summary: "Request evidence, or ask what would satisfy",
    description:
      "A lead's `request` is a to-do of those who answer for the product, until a file is linked to the answer. A client's `question` waits for a lead. Either is a message in the thread, too.",
    scope: "comments:write",
    header: idempotency,
    body: {
      "application/json": {
        schema: withWords(evidenceRequestInput, {
          kind: "`request` by who reviews, `question` by who answers.",
          question_id: "The question it is about, or `response_id`.",
          response_id: "The answer it is about.",
          due_on: "Of a request: the day until which it is wanted.",
        }),
        example: {
          kind: "request",
          product_id: 1,
          question_id: 1,
          text: "The last access review",
          due_on: "2027-01-31",
        },
      },
    },
    answers: { 201: { description: "The request.", schema: evidenceRequestSchema, headers: ["ETag", "Location"] } },
    refusals: [404, 409],
  },
  "GET /api/v1/evidence-requests/{request_id}": {
    id: "getEvidenceRequest",
    tag: "Evidence",
    summary: "Read a request for evidence",
    scope: "comments:read",
    path,
    header: ifNoneMatch,
    answers: {
      200: { description: "The request.", schema: evidenceRequestSchema, headers: ["ETag"] },
      304: { description: "The caller has it already.", headers: ["ETag"] },
    },
  },
  "PATCH /api/v1/evidence-requests/{request_id}": {
    id: "resolveEvidenceRequest",
    tag: "Evidence",
    summary: "Withdraw, decline or answer a request",
    description:
      "Who asked withdraws; who answers for the product declines a request with words; who reviews answers a question. Linking a file fulfils a request by itself.",
    scope: "comments:write",
    path,
    header: ifMatch,
    body: {
      "application/json": {
        schema: withWords(requestResolutionInput, { text: "Required unless `withdrawn`." }, ["request_id", "version"]),
        example: { status: "answered", text: "A signed export of the scanner's settings." },
      },
    },
    answers: { 200: { description: "The request as it is now.", schema: evidenceRequestSchema, headers: ["ETag"] } },
    refusals: [409, 412, 428],
  },
};
