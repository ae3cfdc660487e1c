import { z } from "zod";
import { findJob, listJobsOfKind, type JobRow } from "@/db/queries/jobs/jobs";
import { findPurpose } from "@/db/queries/intelligence/purposes";
import { logEvent } from "@/db/queries/kernel/events";
import { describeJob } from "@/lib/jobs/describe-job";
import { jobKind, startJob } from "@/lib/jobs/job";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { Fault, notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { keepFile, keptFile, openKeptFile } from "@/lib/vault/kept-file";
import { look, purposeRequired } from "../look";
import { exportInput, listExportsInput } from "./export-input";
import { canExport, isOwnExport } from "./export-policy";
import { exportFormats, formatFiles } from "./exported";
import { findFrame } from "./find-frame";
import { readExport } from "./read-export";
import { writeExport } from "./write-export";

const made = keptFile.extend({ format: z.enum(exportFormats), name: z.string() });
const tables = { case: "cases", identifiers: "identifiers", osint_result: "osint_results" } as const;

/** Writes records into a file, with the rights of who asked at the moment of reading. The file is kept for a day. */
export const exportRecords = jobKind({
  kind: "intelligence.export",
  input: exportInput,
  run: async ({ caller, input, progress }) => {
    progress(0, "Reading");
    const exported = await readExport(caller, input);
    progress(0.5, "Writing");
    const text = writeExport(input.format, exported);
    const chunks = (async function* () {
      yield Buffer.from(text);
    })();
    const { kind, id: frameId } = exported.frame;
    const name = kind === "identifiers" ? "identifiers" : `${kind.replace("_result", "")}-${frameId}`;
    return { format: input.format, name, ...(await keepFile(caller, chunks)) };
  },
});

/**
 * Has what a case holds, chosen identifiers, or those linked to a search written into a file. That it leaves, as what, for
 * what purpose and under which marking stands in the trail before it is read.
 * @throws Fault purpose_required
 */
export const startExport = command({
  action: "intelligence.export.start",
  input: exportInput,
  subject: "record",
  sensitive: true,
  allow: canExport,
  run: async (context, asked) => {
    const { tx, actor } = context;
    const why = await findPurpose(tx);
    if (!why) throw purposeRequired();
    const found = await findFrame(tx, actor.organizationId, asked);
    if (!found) throw notFound();
    const { frame, organizationId } = found;
    const { format, marking } = asked;
    const what = frame.kind === "identifiers" ? frame.name : `${frame.kind === "case" ? "Case" : "Search"} ${frame.id}`;
    const title = `${what} as ${format === "csv" ? "a table" : format.toUpperCase()}`;
    const job_id = await startJob(context, exportRecords, { organizationId, title, input: asked });
    await logEvent(tx, {
      action: "EXPORT",
      table: tables[frame.kind],
      ...(frame.kind !== "identifiers" && { recordId: frame.id }),
      organizationId,
      details: {
        ...{ format, marking, job_id, purpose: why.purpose },
        ...(why.authority && { authority: why.authority }),
        ...(asked.identifier_ids && { identifier_ids: asked.identifier_ids }),
      },
    });
    return { job_id };
  },
});

const describeExport = (job: JobRow) => {
  const { format, marking } = exportInput.parse(job.input);
  return { ...describeJob(job), format, marking };
};

/** What the actor had exported, the newest first, with how far it is. */
export const listExports = query({
  action: "intelligence.export.list",
  input: listExportsInput,
  allow: canExport,
  run: async ({ tx, actor }, { limit, cursor }) => {
    const beforeId = (decodeCursor(cursor, "n")?.[0] as number | undefined) ?? null;
    const rows = await listJobsOfKind(tx, actor.userId, exportRecords.kind, beforeId, limit + 1);
    const items = rows.slice(0, limit).map(describeExport);
    return { items, next_cursor: rows.length > limit ? encodeCursor([items.at(-1)!.id]) : null };
  },
});

const findExport = look({
  action: "intelligence.export.fetch",
  subject: "export",
  input: z.object({ job_id: id() }),
  target: async (tx, { job_id }) => {
    const job = await findJob(tx, job_id);
    return job?.kind === exportRecords.kind ? job : undefined;
  },
  allow: canExport,
  run: async ({ tx, actor, target }) => {
    // Whoever asked, and no superuser in that one's stead; and only while what it is of may still be seen.
    if (!isOwnExport(actor, target)) throw notFound("export");
    if (!(await findFrame(tx, actor.organizationId, exportInput.parse(target.input)))) throw notFound("export");
    return target;
  },
  seen: (job) => ({ table: "jobs", recordId: job.id, details: { what: "the file of an export" } }),
});

/**
 * The file that an export made.
 * @throws Fault conflict while it is being made, not_found once it was swept
 */
export async function openExport(caller: Caller, input: { job_id: string | number }) {
  const job = await findExport(caller, { job_id: input.job_id as number });
  const file = made.safeParse(job.result);
  if (!file.success) throw new Fault("conflict", "This export is not finished.");
  const { extension, mediaType } = formatFiles[file.data.format];
  const filename = `${file.data.name}-${job.created_at.toISOString().slice(0, 10)}.${extension}`;
  return { filename, mediaType, size: file.data.size, body: await openKeptFile(caller, file.data) };
}
