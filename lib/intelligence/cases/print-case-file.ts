import { z } from "zod";
import { findOpenCase } from "@/db/queries/intelligence/cases";
import { findPurpose } from "@/db/queries/intelligence/purposes";
import { findJob, findNewestJob } from "@/db/queries/jobs/jobs";
import { logEvent } from "@/db/queries/kernel/events";
import { describeJob } from "@/lib/jobs/describe-job";
import { jobKind, startJob } from "@/lib/jobs/job";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { renderHtml } from "@/lib/report/render-html";
import { renderPdf } from "@/lib/report/render-pdf";
import { keepFile, keptFile, openKeptFile } from "@/lib/vault/kept-file";
import { purposeRequired } from "../look";
import { caseFileDocument } from "./case-file-document";
import { canReadCase } from "./case-policy";
import { lookIntoCase } from "./look-into-case";
import { readCaseFile } from "./read-case-file";

const CASE_FILE = "intelligence.case-file";
const input = z.object({ case_id: id() });

/** Prints a case as PDF, with the rights of who asked at the moment it is printed. */
export const printCaseFile = jobKind({
  kind: CASE_FILE,
  input,
  run: async ({ caller, input: given, signal, progress }) => {
    progress(0.1, "Reading the case");
    const source = await readCaseFile(caller, given);
    progress(0.3, "Laying out its pages");
    const content = await renderPdf(renderHtml(caseFileDocument(source)), signal);
    progress(0.9, "Keeping the file");
    const pieces = (async function* () {
      yield content;
    })();
    return { ...(await keepFile(caller, pieces)), number: source.case.number };
  },
});

/**
 * Has a case printed as PDF, to be fetched within a day.
 * @throws Fault purpose_required: said now, and not by a job that fails later
 */
export const startCaseFile = command({
  action: "intelligence.case-file.print",
  subject: "case",
  input,
  target: (tx, given) => findOpenCase(tx, given.case_id),
  allow: canReadCase,
  run: async (context, given) => {
    const { tx, target } = context;
    if (target.glass_reason === null && !(await findPurpose(tx))) throw purposeRequired();
    const about = { table: "cases", recordId: target.id, organizationId: target.organization_id };
    await logEvent(tx, { action: "EXPORT", ...about, details: { what: "case file" } });
    const job = { organizationId: target.organization_id, title: `Case file ${target.number}`, input: given };
    return { job_id: await startJob(context, printCaseFile, job) };
  },
});

/** The sweep takes what a job made a day later. */
const isGone = (endedAt: Date | null) => endedAt !== null && Date.now() - endedAt.getTime() > 86_400_000;

/** The newest case file of a case that the actor had printed; undefined: none. */
export const findCaseFile = query({
  action: "intelligence.case-file.find",
  subject: "case",
  input,
  target: (tx, given) => findOpenCase(tx, given.case_id),
  allow: canReadCase,
  run: async ({ tx, actor }, given) => {
    const job = await findNewestJob(tx, CASE_FILE, actor.userId, given);
    return job && !isGone(job.ended_at) ? describeJob(job) : undefined;
  },
});

const fetchable = lookIntoCase({
  action: "intelligence.case-file.get",
  subject: "case file",
  input: z.object({ job_id: id() }),
  target: async (tx, given) => {
    const job = await findJob(tx, given.job_id);
    if (job?.kind !== CASE_FILE) return undefined;
    const found = await findOpenCase(tx, input.parse(job.input).case_id);
    return found && { job, found };
  },
  caseOf: ({ found }) => found,
  // Whoever asked, and nobody in that one's stead.
  run: async ({ actor, target: { job } }) => (job.user_id === actor.userId ? job : undefined),
});

/**
 * The file that was printed, for whoever asked for it and may still see the case.
 * @throws Fault conflict while it is being printed, not_found once it is over
 */
export async function openCaseFile(caller: Caller, given: { job_id: number | string }) {
  const job = await fetchable(caller, { job_id: given.job_id as number });
  if (!job) throw new Fault("not_found", "There is no such case file.");
  const file = keptFile.safeParse(job.result);
  if (!file.success) throw new Fault("conflict", "This case file is not printed yet.");
  const filename = `${String(job.result?.number)}.pdf`;
  return { filename, size: file.data.size, body: await openKeptFile(caller, file.data) };
}
