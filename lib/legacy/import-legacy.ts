import { z } from "zod";
import { backTo, mark } from "@/db/queries/legacy/savepoint";
import { logEvent } from "@/db/queries/kernel/events";
import { isOperator } from "@/lib/identity/policy";
import { staged } from "@/lib/kernel/staged";
import { command } from "@/lib/kernel/command";
import { Ledger } from "./ledger";
import { openLegacyFile } from "./legacy-file";
import { moveAll } from "./move-all";
import { readTables, type LegacyTables } from "./read-tables";
import type { LegacyReport } from "./report";

const input = z.object({
  file: z.object({ name: z.string().max(500), sha256: z.string(), bytes: z.instanceof(Uint8Array) }),
  dryRun: z.boolean().default(false),
});

/**
 * Moves in the database of an original system, whole or not at all, and says what became of every row. A dry run does the
 * same and takes it back. What moved in once is known again: only what is new since is added.
 * @throws Fault invalid for a file that cannot be read
 */
export const importLegacy = staged({ action: "legacy.database.import", input }, async (caller, given) => {
  // Read before the transaction, which holds a connection and others' locks.
  const file = await openLegacyFile(given.file);
  try {
    return await moveIn(caller, { tables: readTables(file), dryRun: given.dryRun });
  } finally {
    file.close();
  }
});

const AGAIN = "Someone wrote to the same place meanwhile. Nothing moved in; run it again.";
const meanwhile = (...constraints: string[]) =>
  Object.fromEntries(constraints.map((name) => [name, { path: "file", message: AGAIN }]));

const moveIn = command({
  action: "legacy.database.import",
  input: z.object({ tables: z.custom<LegacyTables>(), dryRun: z.boolean() }),
  allow: isOperator,
  constraints: meanwhile(
    ...["users_pkey", "users_username_key", "users_email_key", "products_pkey", "products_organization_id_name_key"],
    ...["questionnaire_responses_pkey", "questionnaire_responses_bound_key", "questionnaire_responses_free_key"],
    ...["lead_comments_pkey", "organizations_name_key", "legacy_records_key"],
  ),
  run: async ({ tx }, { tables, dryRun }): Promise<LegacyReport> => {
    const { file, report, now } = tables;
    if (dryRun) await mark(tx);
    const ledger = await Ledger.open(
      tx,
      file.name,
      tables.accounts.map(({ key }) => key),
    );
    if (ledger.firstFile !== undefined) report.note(`This system has moved in before, from ${ledger.firstFile}.`);
    await moveAll({ tx, file, report, ledger, now }, tables);
    await ledger.keep(tx);
    const result = report.result({ file: file.name, sha256: file.sha256, dry_run: dryRun });
    if (dryRun) await backTo(tx);
    else if (report.total > 0) {
      const { sha256, taken, known } = result;
      await logEvent(tx, {
        action: "LEGACY_IMPORT",
        table: "legacy_origins",
        recordId: ledger.originId,
        details: { sha256, taken, known },
      });
    }
    return result;
  },
});
