import { z } from "zod";
import { listEventRows } from "@/db/queries/intelligence/case-events";
import { findCase } from "@/db/queries/intelligence/cases";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { day, id, limit } from "@/lib/kernel/input";
import { lookIntoCase } from "./look-into-case";

/** One page of a case's timeline, the latest first: what happened in the world, and what was done in the case. */
export const listCaseEvents = lookIntoCase({
  action: "intelligence.case-event.list",
  scope: "intelligence:read",
  subject: "case",
  input: z.object({
    case_id: id(),
    category: z.enum(["evidence", "work"]).optional(),
    kind: z
      .string()
      .regex(/^[a-z_]{1,40}$/)
      .optional(),
    from: day().optional(),
    to: day().optional(),
    limit: limit(500, 50),
    cursor: z.string().max(1_000).optional(),
  }),
  target: (tx, input) => findCase(tx, input.case_id),
  caseOf: (found) => found,
  run: async ({ tx }, input) => {
    const after = decodeCursor(input.cursor, "tn");
    const rows = await listEventRows(tx, {
      caseId: input.case_id,
      category: input.category ?? null,
      kind: input.kind ?? null,
      from: input.from ?? null,
      to: input.to ?? null,
      after: after ? { at: after[0] as string, id: after[1] as number } : null,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const more = rows.length > input.limit && last;
    return {
      events: page.map(({ happened_text: _, ...row }) => ({
        ...row,
        happened_at: row.happened_at.toISOString(),
        created_at: row.created_at.toISOString(),
      })),
      next_cursor: more ? encodeCursor([last.happened_text, last.id]) : null,
    };
  },
});
