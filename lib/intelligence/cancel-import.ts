import { z } from "zod";
import { endImport, findImport } from "@/db/queries/intelligence/imports";
import { requestCancel } from "@/db/queries/jobs/jobs";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canBringIn } from "./import-policy";

/**
 * Stops an import: no batch is taken in behind this. What was taken stays; it can be started again and goes on.
 * @throws Fault conflict when it has ended
 */
export const cancelImport = command({
  action: "intelligence.import.cancel",
  scope: "intelligence:write",
  subject: "import",
  input: z.object({ import_id: id() }),
  target: (tx, input) => findImport(tx, input.import_id),
  allow: canBringIn,
  run: async ({ tx, target }) => {
    if (!(await endImport(tx, target.id, "cancelled"))) throw new Fault("conflict", "This import has ended already.");
    // Only its own job is within the reach of whoever stops it; another's ends at its next batch.
    if (target.job_id !== null) await requestCancel(tx, target.job_id);
    return { id: target.id, status: "cancelled" as const };
  },
});
