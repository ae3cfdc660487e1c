import { listOsintResults } from "@/db/queries/intelligence/osint";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { look } from "../look";
import { inIntelligence } from "../policy";
import { describeOsint } from "./describe-osint";
import { listInput } from "./osint-input";

/** Searches within reach, the newest first; those of a case are its members'. What they brought is read one by one. */
export const listOsintSearches = look({
  action: "intelligence.osint.list",
  scope: "intelligence:read",
  input: listInput,
  allow: inIntelligence,
  run: async ({ tx }, { status, connector, case_id, limit, cursor }) => {
    const beforeId = decodeCursor(cursor, "n")?.[0] as number | undefined;
    const rows = await listOsintResults(tx, { status, connector, caseId: case_id, beforeId, limit: limit + 1 });
    const items = rows.slice(0, limit).map(describeOsint);
    return { items, next_cursor: rows.length > limit ? encodeCursor([items.at(-1)!.id]) : null };
  },
  seen: ({ items }, { cursor: _, limit: __, ...filters }) => ({
    table: "osint_results",
    details: { listed: items.length, ...filters },
  }),
});
