import { z } from "zod";
import { listLinks } from "@/db/queries/intelligence/case-links";
import { findCase } from "@/db/queries/intelligence/cases";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { linkKinds } from "./case-input";
import { lookIntoCase } from "./look-into-case";

/** One page of what a case refers to, of one kind, what was added last first. */
export const listCaseLinks = lookIntoCase({
  action: "intelligence.case-link.list",
  subject: "case",
  input: z.object({
    case_id: id(),
    kind: z.enum(linkKinds),
    limit: limit(500, 50),
    cursor: z.string().max(200).optional(),
  }),
  target: (tx, input) => findCase(tx, input.case_id),
  caseOf: (found) => found,
  run: async ({ tx }, input) => {
    const before = decodeCursor(input.cursor, "n")?.[0] as number | undefined;
    const rows = await listLinks(tx, input.kind, input.case_id, before ?? null, input.limit + 1);
    const page = rows.slice(0, input.limit);
    return {
      links: page.map((row) => ({
        ...row,
        at: row.at?.toISOString() ?? null,
        created_at: row.created_at.toISOString(),
      })),
      next_cursor: rows.length > input.limit ? encodeCursor([page.at(-1)!.id]) : null,
    };
  },
});
