import { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { findJob } from "@/db/queries/jobs/jobs";
import { jobKind, startJob } from "@/lib/jobs/job";
import { canSeeJob } from "@/lib/jobs/policy";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { keepFile, keptFile, openKeptFile } from "@/lib/vault/kept-file";
import { searchArchive } from "./archive/search-archive";
import { exportAuditCsv } from "./export-audit-csv";
import { canReadTrail } from "./policy";
import { writeTrail } from "./write-trail";
import { trailFilters } from "./trail-input";

/** `jsonl`: every entry of a time, with what proves it. `csv`: the filtered trail as a table, without proof. */
const request = z.object({ format: z.enum(["jsonl", "csv"]), ...trailFilters });

/** Writes a part of the trail into a file, as the superuser who asked. */
export const exportTrail = jobKind({
  kind: "audit.export",
  input: request,
  run: async ({ caller, input, progress }) => {
    const { format, ...filters } = input;
    let written = 0;
    const say = (share: number) => progress(share, `${Math.round(written / 1024).toLocaleString("en")} KB written`);
    say(0);
    const pieces = format === "csv" ? await exportAuditCsv(caller, filters) : writeTrail(caller, filters, say);
    const bytes = async function* () {
      for await (const piece of pieces) {
        const chunk = Buffer.from(piece);
        written += chunk.length;
        if (format === "csv") say(0); // how long the table gets is not known; and a cancelled job stops here
        yield chunk;
      }
    };
    return { format, ...(await keepFile(caller, bytes())) };
  },
});

/** Has a part of the trail written into a file, to be fetched within a day. */
export const startTrailExport = command({
  action: "audit.trail.export-file",
  scope: "audit:read",
  input: request,
  allow: canReadTrail,
  run: async (context, { format, ...filters }) => {
    const { tx, actor } = context;
    if (format === "jsonl")
      await logEvent(tx, { action: "EXPORT", table: "audit_log", details: { format, ...filters } });
    const title = format === "jsonl" ? "Audit trail with its proof" : "Audit trail as a table";
    const job = { organizationId: actor.organizationId, title, input: { format, ...filters } };
    return { job_id: await startJob(context, exportTrail, job) };
  },
});

export const openTrailExportInput = z.object({ job_id: id() });

/** What makes files that are fetched here. */
const fileKinds: string[] = [exportTrail.kind, searchArchive.kind];

const findExport = query({
  action: "audit.export.get",
  scope: "audit:read",
  subject: "export",
  input: openTrailExportInput,
  target: async (tx, input) => {
    const job = await findJob(tx, input.job_id);
    return job && fileKinds.includes(job.kind) ? job : undefined;
  },
  allow: (actor, job) => canReadTrail(actor) && canSeeJob(actor, job),
  run: async ({ target }) => target,
});

/**
 * The file that an export made.
 * @throws Fault conflict while it is being made, not_found once it was swept
 */
export async function openTrailExport(caller: Caller, input: { job_id: number | string }) {
  const job = await findExport(caller, { job_id: input.job_id as number });
  const file = keptFile.extend({ format: z.enum(["jsonl", "csv"]) }).safeParse(job.result);
  if (!file.success) throw new Fault("conflict", "This export is not finished.");
  const { format, size } = file.data;
  const filename = `audit-trail-${job.created_at.toISOString().slice(0, 10)}.${format}`;
  return { filename, format, size, body: await openKeptFile(caller, file.data) };
}
