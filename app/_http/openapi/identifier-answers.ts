import { z } from "zod";
import { IDENTIFIER_KINDS } from "@/lib/intelligence/extraction/identifier";
import { CONTENT_TYPES, RISKS } from "@/lib/intelligence/search/search-query";
import { nextCursor, time } from "./answers";

const kind = z.enum(IDENTIFIER_KINDS);
const risk = z.enum(RISKS).nullable();

const identifier = {
  id: z.int(),
  kind,
  value: z.string().describe("As it was written first."),
  normalized: z.string().describe("In the one form of its kind."),
  detail: z.string().describe("A wallet's currency, a hash's algorithm, a telephone number's country, a link's host."),
  is_valid: z.boolean().describe("Whether its checksum or form holds."),
  verified_at: time.nullable(),
  first_seen: time.nullable(),
  last_seen: time.nullable(),
  occurrences: z.int(),
};

const listed = z
  .strictObject({
    ...identifier,
    contents: z.int(),
    subjects: z.int(),
    cases: z.int().describe("Those whose contents the caller may see."),
    counted_to: z.int().nullable().describe("Messages and accounts were counted over the first so many occurrences."),
    is_common: z.boolean(),
  })
  .meta({ id: "ListedIdentifier" });

export const identifiersSchema = z
  .strictObject({ identifiers: z.array(listed), next_cursor: nextCursor })
  .meta({ id: "Identifiers" });

export const identifierSchema = z
  .strictObject({
    ...identifier,
    verifier: z.string().nullable(),
    verification_note: z.string(),
    is_common: z.boolean().describe("More than 50 accounts wrote it: it links none of them."),
    subject_count: z.int(),
    subjects: z.array(z.strictObject({ id: z.int(), name: z.string(), platform: z.string(), messages: z.int() })),
    examined: z.int().nullable().describe("Accounts and neighbours are of the first so many occurrences."),
    beside: z
      .array(z.strictObject({ id: z.int(), kind, value: z.string(), messages: z.int() }))
      .describe("Others in the same messages."),
    common_beside: z.int().describe("Neighbours left out for being common."),
    cases: z.array(
      z.strictObject({
        id: z.int(),
        number: z.string(),
        title: z.string(),
        status: z.string(),
        relevance: z.string(),
        note: z.string(),
      }),
    ),
    osint: z.array(
      z.strictObject({
        id: z.int(),
        query: z.string(),
        connector: z.string(),
        status: z.string(),
        confidence: z.number().min(0).max(1),
        created_at: z.string(),
      }),
    ),
    places: z.array(
      z.strictObject({
        id: z.int(),
        content_id: z.int(),
        start_offset: z.int().describe("In UTF-16 units; the end is outside."),
        end_offset: z.int(),
        before: z.string(),
        written: z.string(),
        after: z.string(),
        posted_at: time.nullable(),
        source: z.string(),
        subject_id: z.int().nullable(),
        subject: z.string().nullable(),
        risk_level: risk,
      }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "Identifier" });

export const lookupSchema = z
  .strictObject({
    results: z.array(
      z.strictObject({
        value: z.string(),
        kind: kind.nullable().describe("Null: it was looked for as any name."),
        known: z.array(listed),
      }),
    ),
    left_out: z.int().describe("Values beyond the thousand that are looked up at once."),
  })
  .meta({ id: "Lookup" });

export const contentFoundSchema = z
  .strictObject({
    content: z.array(
      z.strictObject({
        id: z.int(),
        source_id: z.int(),
        source: z.string(),
        subject_id: z.int().nullable(),
        subject: z.string().nullable(),
        content_type: z.enum(CONTENT_TYPES),
        language: z.string(),
        posted_at: time.nullable(),
        risk_level: risk,
        risk_score: z.number().nullable(),
        status: z.string(),
        excerpt: z.array(z.strictObject({ text: z.string(), found: z.boolean() })),
      }),
    ),
    facets: z.array(
      z.strictObject({
        facet: z.enum(["source", "risk", "type", "language"]),
        value: z.string(),
        label: z.string(),
        count: z.int(),
      }),
    ),
    total: z.int().nullable().describe("Null: more than are counted, or not the first page."),
    at_least: z.int().nullable(),
    looked_back_to: z.string().nullable().describe("The day until which was looked; null: to the end."),
    problems: z.array(z.string()).describe("What of the search could not be meant."),
    next_cursor: nextCursor,
  })
  .meta({ id: "FoundContent" });
