import { flag, id, limit, requiredText, text, whole } from "@/lib/kernel/input";
import { z } from "zod";
import { IDENTIFIER_KINDS } from "../extraction/identifier";
import { searchTypes } from "./connectors/connector";

const statuses = ["queued", "running", "done", "failed", "cancelled"] as const;
const kinds = ["spiderfoot", "intelowl", "opencti"] as const;
const empty = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** A search: of the workspace itself, or by one of the agency's connectors. */
export const searchInput = z.object({
  connector: z.union([z.literal("workspace"), id()], { error: "is not one of yours" }).default("workspace"),
  query: requiredText(500),
  search_type: z.enum(searchTypes, { error: "is not known" }),
  case_id: empty(id()),
});

export const listInput = z.object({
  status: empty(z.enum(statuses)),
  connector: empty(z.enum(["workspace", ...kinds])),
  case_id: empty(id()),
  limit: limit(200, 50),
  cursor: z.string().max(100).optional(),
});

export const analysisInput = z.object({
  osint_result_id: id(),
  note: text(10_000),
  /** When the note was written that the writer saw; null: there was none. */
  seen_at: z.iso.datetime().nullable().default(null),
});

export const linkInput = z.object({
  osint_result_id: id(),
  kind: z.enum(IDENTIFIER_KINDS),
  value: requiredText(2_000),
  /** Per cent. */
  confidence: whole(0, 100),
  note: text(1_000).default(""),
});

/** A connector of an agency; an empty credential keeps the one that stands. */
export const connectorInput = z.object({
  id: empty(id()),
  /** 0: it is new. */
  version: whole(0, 2_147_483_647),
  organization_id: id(),
  kind: z.enum(kinds),
  name: requiredText(100),
  base_url: z.url({ protocol: /^https?$/, error: "should be an address like https://spiderfoot.example.com" }).max(500),
  credential: z.string().max(2_000).default(""),
  timeout_seconds: whole(1, 3_600),
  is_enabled: flag(),
});
