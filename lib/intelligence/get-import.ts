import { z } from "zod";
import { countReasons, findImport, findSameImport } from "@/db/queries/intelligence/imports";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeImport } from "./describe-import";
import { inIntelligence } from "./policy";

/** What a file was, who supplied it under which authority, how far it is and what came of it. */
export const getImport = query({
  action: "intelligence.import.get",
  scope: "intelligence:read",
  subject: "import",
  input: z.object({ import_id: id() }),
  target: (tx, input) => findImport(tx, input.import_id),
  allow: inIntelligence,
  run: async ({ tx, target }) => {
    const [reasons, same] = await Promise.all([
      countReasons(tx, target.organization_id, target.id),
      findSameImport(tx, target.organization_id, target.sha256),
    ]);
    return {
      import: {
        ...describeImport(target),
        reasons,
        /** An earlier import of the very same file. */
        same_as: same !== undefined && same !== target.id ? same : null,
      },
    };
  },
});
