import { findImport, queueImport, type ImportRow } from "@/db/queries/intelligence/imports";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { preparing, staged } from "@/lib/kernel/staged";
import type { Context } from "@/lib/kernel/use-case";
import type { ImportFormat } from "./import/formats";
import { readingOf, type Missing } from "./import/preview";
import { startImportInput } from "./import-input";
import { importJob } from "./import-job";
import { canBringIn } from "./import-policy";
import { originalOf, withOriginal } from "./open-import";

/** Queues the work on an import, to be read as said, in the transaction of whoever asks; its job. */
export async function queueStart(
  context: Pick<Context<unknown>, "tx" | "after">,
  { id, organization_id: organizationId, filename }: { id: number; organization_id: number; filename: string },
  how: { format: string; timeZone: string; mapping: Record<string, unknown> },
): Promise<number> {
  const title = `Import of ${filename}`;
  const jobId = await startJob(context, importJob, { organizationId, title, input: { import_id: id } });
  await queueImport(context.tx, id, { ...how, jobId });
  return jobId;
}

const FIELDS: Record<Missing, { path: string; message: string }> = {
  zone: { path: "time_zone", message: "is required: times in the file have no zone" },
  date_order: { path: "mapping.date_order", message: "is required: the dates could be read in two ways" },
  columns: { path: "mapping.columns", message: "is required: which column is the text" },
  chat: { path: "mapping.chat", message: "is required: the file does not say which chat it is" },
};

/** @throws Fault invalid for what has to be said before a file can be taken in */
export function requireSaid(missing: readonly Missing[]): void {
  if (missing.length === 0) return;
  const fields = missing.map((each) => FIELDS[each]);
  throw new Fault("invalid", fields.map(({ path, message }) => `${path} ${message}`).join("; "), { fields });
}

/** @throws Fault conflict for an import that cannot begin as it stands */
function requireStartable(target: ImportRow, format: string | undefined): void {
  if (target.status === "running" || (target.status === "queued" && target.job_id !== null))
    throw new Fault("conflict", "This file is being taken in already.");
  if (target.status === "done") throw new Fault("conflict", "This file was taken in already.");
  // What is done was read one way; the rest cannot be read another.
  if (target.position > 0 && format !== undefined && format !== target.format)
    throw invalidField("format", "cannot change: a part of the file was taken in as it was");
}

/** Whoever may start an import may have its file read for that: what opens it, or why it cannot begin. */
const openStart = query({
  action: "intelligence.import.open-start",
  scope: "intelligence:write",
  subject: "import",
  input: startImportInput,
  target: (tx, input) => findImport(tx, input.import_id),
  allow: canBringIn,
  run: async ({ tx, target }, { format, time_zone, mapping }) => {
    const original = await originalOf(tx, target);
    requireStartable(target, format);
    const given = { filename: target.filename, format: format ?? (target.format as ImportFormat), mapping };
    return { original, given: { ...given, zone: time_zone || undefined } };
  },
});

const startRead = command({
  action: "intelligence.import.start",
  scope: "intelligence:write",
  subject: "import",
  input: startImportInput,
  target: (tx, input) => findImport(tx, input.import_id),
  allow: canBringIn,
  run: async (context, { format: chosen, time_zone: timeZone, mapping }) => {
    const { target } = context;
    requireStartable(target, chosen);
    return {
      id: target.id,
      job_id: await queueStart(context, target, { format: chosen ?? target.format, timeZone, mapping }),
    };
  },
});

/**
 * Has a file taken in, read as said; one that was stopped or failed goes on behind what is done. The file is looked at
 * first, outside of any transaction, for what nobody said of it and it does not say itself.
 * @throws Fault conflict while it is being taken in, or when it was done; invalid for what has to be said yet
 */
export const startImport = staged(
  { action: "intelligence.import.start", scope: "intelligence:write", input: startImportInput },
  async (caller, input) => {
    const { original, given } = await openStart(preparing(caller), input);
    const { format, mapping, missing } = await withOriginal(original, { verify: false }, (file) =>
      readingOf(file, given),
    );
    requireSaid(missing);
    return startRead(caller, { ...input, format, mapping });
  },
);
