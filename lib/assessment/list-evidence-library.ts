import { z } from "zod";
import { listLibrary } from "@/db/queries/assessment/evidence-library";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { flag, id, limit, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { SOON_DAYS } from "@/lib/vault/expiry";
import { describeLibraryRow, evidenceKindNames, evidenceKinds } from "./evidence-library";
import { inAssessment } from "./policy";
import { wordsOf } from "./words-of";

/**
 * One page of the evidence within reach, the newest first: a document is listed once, by its newest edition. `q` finds
 * words, or their beginnings, in name, title and description.
 */
export const listEvidenceLibrary = query({
  action: "assessment.library.list",
  scope: "responses:read",
  input: z.object({
    q: text(200).optional(),
    kind: z.enum(evidenceKindNames).optional(),
    /** Expired, or to expire within a month. */
    expiring: flag().default(false),
    /** Whether an answer names it. */
    used: flag().optional(),
    product_id: id().optional(),
    organization_id: id().optional(),
    limit: limit(200, 50),
    cursor: z.string().max(200).optional(),
  }),
  allow: inAssessment,
  run: async ({ tx }, input) => {
    const [beforeId] = (decodeCursor(input.cursor, "n") ?? []) as number[];
    const rows = await listLibrary(tx, {
      organizationId: input.organization_id ?? null,
      words: input.q ? wordsOf(input.q) : null,
      mediaTypes: input.kind ? [...evidenceKinds[input.kind]] : null,
      expiringWithin: input.expiring ? SOON_DAYS : null,
      used: input.used ?? null,
      productId: input.product_id ?? null,
      beforeId: beforeId ?? null,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    return {
      evidence: page.map(describeLibraryRow),
      next_cursor: rows.length > page.length ? encodeCursor([page.at(-1)!.id]) : null,
    };
  },
});
