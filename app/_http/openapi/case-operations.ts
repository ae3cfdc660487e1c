import { z } from "zod";
import { caseChangesInput, newCaseInput } from "@/lib/intelligence/cases/case-input";
import { tlpMarkings } from "@/lib/intelligence/cases/case-words";
import { listCases } from "@/lib/intelligence/cases/list-cases";
import { listCaseEvents } from "@/lib/intelligence/cases/list-events";
import { id } from "@/lib/kernel/input";
import {
  caseEventsSchema,
  caseSchema,
  casesSchema,
  custodySchema,
  registeredCaseSchema,
  takenInSchema,
} from "./case-answers";
import { idempotency, ifMatch, ifNoneMatch, page, withWords, type Operation } from "./operation";

const path = z.object({ case_id: id().describe("The case.") });
const exhibitPath = z.object({ exhibit_id: id().describe("The exhibit.") });

const words = {
  assigned_to: "An analyst of the agency; null: nobody. Left out of a new case: the caller.",
  due_on: "A day; by its priority where a new case leaves it out.",
  marking: "By the Traffic Light Protocol 2.0.",
  own_marking: "What the agency itself stamps on it.",
};

/** What can be done with cases, by method and address. Reading what is in one wants a purpose, which is kept with the look. */
export const caseOperations: Record<string, Operation> = {
  "GET /api/v1/cases": {
    id: "listCases",
    tag: "Cases",
    summary: "List the cases one has a part in, due first",
    description: "For superusers the whole register: which cases there are and how much is in them, never what.",
    scope: "intelligence:read",
    query: withWords(listCases.input, {
      ...page,
      state: "How far they got; `unfinished` is open, in progress and on hold.",
      mine: "Only those assigned to the caller.",
      due_by: "Only those due on that day or before.",
      q: "What number, title or type holds.",
    }),
    answers: { 200: { description: "A page of cases.", schema: casesSchema } },
  },
  "POST /api/v1/cases": {
    id: "createCase",
    tag: "Cases",
    summary: "Open a case",
    description: "Whoever opens it leads it. With `template_id` it begins with what the template says, and its tasks.",
    scope: "intelligence:write",
    header: idempotency,
    body: {
      "application/json": {
        schema: withWords(newCaseInput, words),
        example: { title: "Street sale at the harbour", priority: "high" },
      },
    },
    answers: { 201: { description: "The case.", schema: registeredCaseSchema, headers: ["ETag", "Location"] } },
    refusals: [404],
  },
  "GET /api/v1/cases/{case_id}": {
    id: "getCase",
    tag: "Cases",
    summary: "Read a case: its texts, people and tasks",
    scope: "intelligence:read",
    path,
    header: ifNoneMatch,
    answers: {
      200: { description: "The case.", schema: caseSchema, headers: ["ETag"] },
      304: { description: "The caller has it already.", headers: ["ETag"] },
    },
  },
  "PATCH /api/v1/cases/{case_id}": {
    id: "updateCase",
    tag: "Cases",
    summary: "Change a case, or bring it into its next state",
    description:
      "Changes the fields that are given. Closing wants a `resolution` and every exhibit in somebody's hands; what is over can only be begun anew.",
    scope: "intelligence:write",
    path,
    header: ifMatch,
    body: {
      "application/json": {
        schema: withWords(caseChangesInput, words, ["case_id", "version"]),
        example: { status: "in_progress" },
      },
    },
    answers: { 200: { description: "The case as it stands now.", schema: registeredCaseSchema, headers: ["ETag"] } },
    refusals: [409, 412, 428],
  },
  "GET /api/v1/cases/{case_id}/events": {
    id: "listCaseEvents",
    tag: "Cases",
    summary: "List what happened in and around a case, the latest first",
    scope: "intelligence:read",
    path,
    query: withWords(
      listCaseEvents.input,
      {
        ...page,
        category: "`evidence`: in the world; `work`: in the case.",
        kind: "Such as `content_posted`, `custody` or `status_changed`.",
        from: "From this day on.",
        to: "Until the end of this day.",
      },
      ["case_id"],
    ),
    answers: { 200: { description: "A page of events.", schema: caseEventsSchema } },
  },
  "POST /api/v1/cases/{case_id}/exhibits": {
    id: "takeInExhibit",
    tag: "Cases",
    summary: "Take a file into a case as an exhibit",
    description:
      "The file is the body as it is. Its hash, and that the caller received it, begin its chain of custody.",
    scope: "intelligence:write",
    path,
    query: z.object({
      title: z.string().max(200).describe("What it is."),
      description: z.string().max(5_000).optional().describe("More about it."),
      marking: z.enum(tlpMarkings).optional().describe("Its own; standard: the case's."),
      received_from: z.string().max(200).optional().describe("From whom, by name."),
      reason: z.string().max(1_000).optional().describe("Such as the warrant it was seized under."),
    }),
    header: z.object({ "X-Filename": z.string().describe("The file's name, percent-encoded.") }),
    body: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
    answers: { 201: { description: "The exhibit.", schema: takenInSchema } },
    refusals: [409],
  },
  "GET /api/v1/exhibits/{exhibit_id}/content": {
    id: "getExhibit",
    tag: "Cases",
    summary: "Download an exhibit",
    scope: "intelligence:read",
    path: exhibitPath,
    answers: {
      200: { description: "The file, verified before its first byte.", mediaType: "application/octet-stream" },
    },
  },
  "GET /api/v1/exhibits/{exhibit_id}/custody": {
    id: "exportCustody",
    tag: "Cases",
    summary: "Export an exhibit's chain of custody",
    description: "`/verify-custody.mjs` verifies the file anywhere, with nothing of this service running.",
    scope: "intelligence:read",
    path: exhibitPath,
    answers: { 200: { description: "The exhibit and its chain.", schema: custodySchema } },
  },
};
