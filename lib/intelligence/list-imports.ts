import { z } from "zod";
import { listImports as find } from "@/db/queries/intelligence/imports";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeImport } from "./describe-import";
import { inIntelligence } from "./policy";

/** What was brought in, the newest first: files and counts, nothing of what is in them. */
export const listImports = query({
  action: "intelligence.import.list",
  scope: "intelligence:read",
  input: z.object({ limit: limit(200, 50), cursor: z.string().max(200).optional() }),
  allow: inIntelligence,
  run: async ({ tx }, { limit: most, cursor }) => {
    const [before] = decodeCursor(cursor, "n") ?? [];
    const rows = await find(tx, (before as number | undefined) ?? null, most + 1);
    const page = rows.slice(0, most);
    const last = page.at(-1);
    return {
      imports: page.map(describeImport),
      next_cursor: rows.length > most && last ? encodeCursor([last.id]) : null,
    };
  },
});
