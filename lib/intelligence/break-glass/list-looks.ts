import { z } from "zod";
import { listGrants } from "@/db/queries/intelligence/break-glass";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canListGlass } from "../cases/case-policy";
import { describeGrant } from "../cases/describe-grant";

/** Looks into cases that superusers asked for, the newest first. */
export const listLooks = query({
  action: "intelligence.break-glass.list",
  input: z.object({ limit: limit(100, 50), cursor: z.string().max(200).optional() }),
  allow: canListGlass,
  run: async ({ tx }, input) => {
    const after = decodeCursor(input.cursor, "n");
    const rows = await listGrants(tx, null, (after?.[0] as number | undefined) ?? null, input.limit + 1);
    const page = rows.slice(0, input.limit);
    return {
      looks: page.map(describeGrant),
      next_cursor: rows.length > input.limit ? encodeCursor([page.at(-1)!.id]) : null,
    };
  },
});
