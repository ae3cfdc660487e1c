import { findImport, queueImport } from "@/db/queries/intelligence/imports";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import type { Context } from "@/lib/kernel/use-case";
import { startImportInput } from "./import-input";
import { importJob } from "./import-job";
import { canBringIn } from "./import-policy";

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

/**
 * Has a file taken in, read as said; one that was stopped or failed goes on behind what is done.
 * @throws Fault conflict while it is being taken in, or when it was done
 */
export const startImport = command({
  action: "intelligence.import.start",
  scope: "intelligence:write",
  subject: "import",
  input: startImportInput,
  target: (tx, input) => findImport(tx, input.import_id),
  allow: canBringIn,
  run: async (context, { format: chosen, time_zone: timeZone, mapping }) => {
    const { target } = context;
    if (target.evidence_id === null)
      throw new Fault("conflict", "This file was read from a disk and not kept. Bring it in again from there.");
    if (target.status === "running" || (target.status === "queued" && target.job_id !== null))
      throw new Fault("conflict", "This file is being taken in already.");
    if (target.status === "done") throw new Fault("conflict", "This file was taken in already.");
    const format = chosen ?? target.format;
    if ((format === "csv" || format === "jsonl") && !mapping.columns)
      throw invalidField("mapping.columns.text", "is required: which column is the text");
    if (format === "whatsapp" && !timeZone) throw invalidField("time_zone", "is required: the file does not say it");
    if (format === "whatsapp" && !mapping.date_order)
      throw invalidField("mapping.date_order", "is required: the dates of this file could be read in two ways");
    if (format === "whatsapp" && !mapping.chat)
      throw invalidField("mapping.chat", "is required: the file does not say it");
    // What is done was read one way; the rest cannot be read another.
    if (target.position > 0 && format !== target.format)
      throw invalidField("format", "cannot change: a part of the file was taken in as it was");
    return { id: target.id, job_id: await queueStart(context, target, { format, timeZone, mapping }) };
  },
});
