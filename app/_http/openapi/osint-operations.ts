import { z } from "zod";
import { getOsintSearch } from "@/lib/intelligence/osint/get-search";
import { listInput, searchInput } from "@/lib/intelligence/osint/osint-input";
import { idempotency, page, withWords, type Operation } from "./operation";
import { osintResultSchema, osintSearchesSchema, osintSearchSchema } from "./osint-answers";

const tag = "Intelligence";

/** Searches in open sources, by method and address. */
export const osintOperations: Record<string, Operation> = {
  "GET /api/v1/osint_results": {
    id: "listOsintResults",
    tag,
    summary: "List searches in open sources, newest first",
    description: "Those of the agency, and of cases the caller belongs to. The look is kept with the caller's purpose.",
    scope: "intelligence:read",
    query: withWords(listInput, { ...page, case_id: "Those made for this case." }),
    answers: { 200: { description: "A page of searches.", schema: osintSearchesSchema } },
  },
  "POST /api/v1/osint_results": {
    id: "searchOpenSources",
    tag,
    summary: "Search in open sources, or in the workspace itself",
    description:
      "Done by a job. What is asked is kept with the caller's purpose, which has to be said before (403 `purpose_required`).",
    scope: "intelligence:write",
    header: idempotency,
    body: {
      "application/json": {
        schema: withWords(searchInput, {
          connector: "`workspace`, or the id of a connector of the agency.",
          case_id: "Makes it part of what this case holds.",
        }),
        example: { connector: "workspace", query: "owner@example.com", search_type: "email" },
      },
    },
    answers: { 202: { description: "The search, queued.", schema: osintSearchSchema, headers: ["Location"] } },
  },
  "GET /api/v1/osint_results/{osint_result_id}": {
    id: "getOsintResult",
    tag,
    summary: "Read a search with what it brought",
    description: "Opened for who may see it; the look is kept with the caller's purpose.",
    scope: "intelligence:read",
    path: getOsintSearch.input,
    answers: { 200: { description: "The search.", schema: osintResultSchema } },
  },
  "POST /api/v1/osint_results/import": {
    id: "importSpiderfoot",
    tag,
    summary: "Import a scan of SpiderFoot",
    description:
      "SpiderFoot's JSON export as the raw body, up to 200 MB; its name percent-encoded in `X-Filename`. Records that cannot be read are kept beside it with their reasons.",
    scope: "intelligence:write",
    query: z.object({ case_id: z.int().optional().describe("Makes it part of what this case holds.") }),
    header: z.object({ "X-Filename": z.string() }),
    body: { "application/json": { schema: z.array(z.unknown()) } },
    answers: { 201: { description: "The search.", schema: osintSearchSchema, headers: ["Location"] } },
  },
};
