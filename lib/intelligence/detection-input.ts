import { flag, id, limit, text, whole } from "@/lib/kernel/input";
import { z } from "zod";

/** An id of the tables that imports fill. */
export const bigId = () => whole(1, 9_999_999_999);

export const detectionStatuses = ["new", "reviewed", "confirmed", "false_positive", "ignored", "escalated"] as const;
export const detectionOrders = ["risk", "newest"] as const;
const riskLevels = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;

const version = whole(1, 2_147_483_647);
/** Left out, the note of before stands. */
const note = text(2_000).optional();

/** Addresses write a filter that is not set as an empty text. */
const unless = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

export const listDetectionsInput = z.object({
  status: z.enum([...detectionStatuses, "all"]).default("new"),
  order: z.enum(detectionOrders).default("risk"),
  risk: unless(z.enum(riskLevels)),
  category: unless(z.string().max(60)),
  rule_id: unless(id()),
  watchlist_id: unless(id()),
  source_id: unless(id()),
  language: unless(z.string().regex(/^[a-z]{2}$/, "is not a language of two letters")),
  /** What stands in a harmless context: left out, unless asked for. */
  harmless: flag().default(false),
  limit: limit(200, 50),
  cursor: z.string().max(500).optional(),
});

export const decideInput = z.object({
  detection_id: bigId(),
  /** As it was seen; without one, whatever stands. */
  version: version.optional(),
  status: z.enum(detectionStatuses),
  note,
});

/** The most that are decided at once. */
const MOST_DECISIONS = 200;

export const decideManyInput = z.object({
  decisions: z
    .array(z.object({ detection_id: bigId(), version, status: z.enum(detectionStatuses) }))
    .min(1)
    .max(MOST_DECISIONS)
    .refine((all) => new Set(all.map((one) => one.detection_id)).size === all.length, "names a detection twice"),
  note,
});
