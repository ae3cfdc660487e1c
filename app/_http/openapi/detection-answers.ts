import { z } from "zod";
import { detectionStatuses } from "@/lib/intelligence/detection-input";
import { nextCursor, time } from "./answers";

const share = z.number().min(0).max(1);
const level = z.enum(["LOW", "MEDIUM", "HIGH", "CRITICAL"]);
const source = z.strictObject({ id: z.int(), name: z.string(), platform: z.string() });
const offset = z.int().min(0).describe("Counts UTF-16 units; the end is outside.");

export const detectionSchema = z
  .strictObject({
    id: z.int(),
    content_id: z.int(),
    rule: z.strictObject({
      id: z.int(),
      watchlist_id: z.int(),
      name: z.string(),
      category: z.string(),
      severity: level,
    }),
    rule_set: z.int().describe("The number of the pinned rules that found it."),
    matched_text: z.string(),
    start_offset: offset,
    end_offset: offset,
    before: z.string().describe("What stands before the match."),
    after: z.string(),
    confidence_score: share,
    weight: share,
    negated: z.boolean().describe("It stands in a harmless context: shown, not scored."),
    status: z.enum(detectionStatuses),
    reviewed_by: z.string().nullable(),
    reviewed_at: time.nullable(),
    review_note: z.string(),
    version: z.int(),
    created_at: time,
    source,
    subject: z.strictObject({ id: z.int(), name: z.string().nullable() }).nullable(),
    posted_at: time.nullable(),
    language: z.string(),
    risk_level: level.nullable().describe("Of the message. Null: not scored, which is not low."),
    risk_score: z.number().min(0).max(100).nullable(),
  })
  .meta({ id: "Detection" });

export const decidedSchema = z
  .strictObject({ id: z.int(), version: z.int(), status: z.enum(detectionStatuses), content_id: z.int() })
  .meta({ id: "DecidedDetection" });

export const detectionsSchema = z
  .strictObject({ detections: z.array(detectionSchema), next_cursor: nextCursor })
  .meta({ id: "Detections" });

export const contentSchema = z
  .strictObject({
    id: z.int(),
    content_type: z.string(),
    text: z.string(),
    language: z.string(),
    posted_at: time.nullable(),
    platform_content_id: z.string(),
    reply_to: z.string().nullable(),
    import_id: z.int().nullable(),
    status: z.enum(["PENDING", "ANALYZED", "REVIEWING", "APPROVED", "REJECTED"]),
    source,
    subject: z.strictObject({ id: z.int(), name: z.string().nullable(), username: z.string().nullable() }).nullable(),
    risk_level: level.nullable(),
    risk_score: z.number().min(0).max(100).nullable(),
    confidence_score: share.nullable(),
    sentiment_score: z.number().min(-1).max(1).nullable().describe("Shown, never scored."),
    rule_set: z.int().nullable(),
    analyzed_at: time.nullable(),
    keywords: z.array(z.string()),
    components: z
      .looseObject({
        formula: z.string(),
        categories: z.array(z.looseObject({ category: z.string(), score: z.number() })),
      })
      .nullable()
      .describe("Why the score is what it is."),
    detections: z.array(detectionSchema),
    identifiers: z.array(
      z.strictObject({
        identifier_id: z.int(),
        kind: z.string(),
        value: z.string(),
        detail: z.string(),
        is_valid: z.boolean(),
        start_offset: offset,
        end_offset: offset,
      }),
    ),
    neighbours: z.array(
      z.strictObject({
        id: z.int(),
        side: z.enum(["before", "after"]),
        text: z.string(),
        posted_at: time,
        subject: z.string().nullable(),
        risk_level: level.nullable(),
      }),
    ),
    cases: z.array(z.strictObject({ id: z.int(), number: z.string(), title: z.string(), status: z.string() })),
  })
  .meta({ id: "Content" });
