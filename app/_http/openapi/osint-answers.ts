import { z } from "zod";

const moment = z.iso.datetime();
const search = {
  id: z.int(),
  case_id: z.int().nullable().describe("The case it was made for: then its members alone see it."),
  case_number: z.string().nullable(),
  connector: z.string().describe("`workspace`, or the kind of service that was asked."),
  query: z.string(),
  search_type: z.string(),
  purpose: z.string().describe("Why it was asked."),
  status: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  total_sources_searched: z.int(),
  processing_time: z.number().nullable().describe("Milliseconds."),
  risk_score: z.number().nullable().describe("0–100, as the service says. It flags nobody."),
  error: z.string().nullable(),
  created_by: z.object({ id: z.int(), name: z.string() }),
  links: z.int().describe("How many identifiers people linked."),
  created_at: moment,
  ended_at: moment.nullable(),
};

export const osintSearchSchema = z.object(search).meta({ id: "OsintSearch" });

export const osintSearchesSchema = z.object({
  items: z.array(osintSearchSchema),
  next_cursor: z.string().nullable(),
});

const entry = z.object({
  source: z.string(),
  type: z.string(),
  kind: z.string().nullable().describe("The kind of identifier that `value` is."),
  value: z.string(),
  detail: z.string(),
  seenAt: z.string().nullable(),
  confidence: z.number().nullable(),
  data: z.unknown().optional(),
});

export const osintResultSchema = z
  .object({
    ...search,
    results: z
      .object({
        results: z.array(entry),
        sourcesSearched: z.int(),
        riskScore: z.number().optional(),
        remarks: z.array(z.string()).optional(),
        rejected: z.array(z.object({ record: z.int(), reason: z.string(), raw: z.string() })).optional(),
      })
      .nullable()
      .describe("What came back; null before it is done."),
    analysis: z.object({ note: z.string(), by: z.string(), at: moment }).nullable(),
    identifiers: z.array(
      z.object({
        id: z.int(),
        identifier_id: z.int(),
        kind: z.string(),
        value: z.string(),
        normalized: z.string(),
        confidence: z.number().describe("0–1, as the person said who linked it."),
        note: z.string(),
        added_by_name: z.string(),
        created_at: moment,
      }),
    ),
    suggestions: z.array(
      z.object({
        kind: z.string(),
        value: z.string(),
        normalized: z.string(),
        entries: z.int(),
        sources: z.array(z.string()),
        confidence: z.number(),
        identifier_id: z.int().nullable(),
        seen_here: z.int(),
      }),
    ),
  })
  .meta({ id: "OsintResult" });
