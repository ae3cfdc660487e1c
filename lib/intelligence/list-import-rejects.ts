import { z } from "zod";
import { findImport, listRejects } from "@/db/queries/intelligence/imports";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { look } from "./look";
import { inIntelligence } from "./policy";

/** Records that were set aside, as they stand in the file, and why. */
export const listImportRejects = look({
  action: "intelligence.import.list-rejects",
  scope: "intelligence:read",
  subject: "import",
  input: z.object({ import_id: id(), limit: limit(200, 50), cursor: z.string().max(200).optional() }),
  target: (tx, input) => findImport(tx, input.import_id),
  allow: inIntelligence,
  run: async ({ tx, target }, { limit: most, cursor }) => {
    const [after] = decodeCursor(cursor, "n") ?? [];
    const rows = await listRejects(tx, target.organization_id, target.id, (after as number | undefined) ?? 0, most + 1);
    const page = rows.slice(0, most);
    const last = page.at(-1);
    return {
      rejects: page.map(({ record, reason, raw }) => ({ record, reason, raw })),
      next_cursor: rows.length > most && last ? encodeCursor([last.record]) : null,
    };
  },
  seen: (result, input, target) => ({
    table: "imports",
    recordId: input.import_id,
    organizationId: target.organization_id,
    details: { rejects: result.rejects.length },
  }),
});
