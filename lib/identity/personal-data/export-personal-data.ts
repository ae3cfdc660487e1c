import { z } from "zod";
import { findJob, findNewestJob } from "@/db/queries/jobs/jobs";
import { logEvent } from "@/db/queries/kernel/events";
import { findUser } from "@/db/queries/identity/users";
import { describeJob } from "@/lib/jobs/describe-job";
import { jobKind, startJob } from "@/lib/jobs/job";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { keepFile, keptFile, openKeptFile } from "@/lib/vault/kept-file";
import { PERSONAL_EXPORT, PERSONAL_EXPORT_DAYS } from "@/db/queries/vault/evidence";
import { canExportPerson, isOwn } from "../policy";
import { readPersonalData } from "./read-personal-data";

const input = z.object({ userId: id() });

/** Writes everything about a person into a file, with the rights of who asked. */
export const exportPersonalData = jobKind({
  kind: PERSONAL_EXPORT,
  input,
  run: async ({ caller, input: { userId }, progress }) => {
    const pieces = readPersonalData(caller, userId, progress);
    const bytes = async function* () {
      for await (const piece of pieces) yield Buffer.from(piece);
    };
    return { ...(await keepFile(caller, bytes())) };
  },
});

/** Has everything stored about oneself, or as a superuser about somebody, written into a file to be fetched within a week. */
export const startPersonalExport = command({
  action: "identity.personal-data.export",
  input,
  target: (tx, { userId }) => findUser(tx, userId),
  subject: "user",
  sensitive: true,
  allow: canExportPerson,
  run: async (context, { userId }) => {
    const { tx, actor, target } = context;
    const event = { table: "users", recordId: target.id, organizationId: target.organizationId };
    await logEvent(tx, { action: "EXPORT", ...event, details: { what: "personal data" } });
    const title = `Personal data of ${target.username}`;
    const job = { organizationId: actor.organizationId, title, input: { userId } };
    return { jobId: await startJob(context, exportPersonalData, job) };
  },
});

const expired = (endedAt: Date | null) =>
  endedAt !== null && Date.now() - endedAt.getTime() > PERSONAL_EXPORT_DAYS * 86_400_000;

/** The newest export of somebody that the actor asked for and that is not over; undefined: none. */
export const getPersonalExport = query({
  action: "identity.personal-data.find",
  input,
  target: (tx, { userId }) => findUser(tx, userId),
  subject: "user",
  allow: canExportPerson,
  run: async ({ tx, actor }, given) => {
    const job = await findNewestJob(tx, PERSONAL_EXPORT, actor.userId, given);
    return job && !expired(job.ended_at) ? describeJob(job) : undefined;
  },
});

const findExport = command({
  action: "identity.personal-data.get",
  subject: "export",
  input: z.object({ jobId: id() }),
  target: async (tx, { jobId }) => {
    const job = await findJob(tx, jobId);
    return job?.kind === PERSONAL_EXPORT && !expired(job.ended_at) ? job : undefined;
  },
  // No superuser in that one's stead: it asks itself, and the trail says so.
  allow: (actor, job) => isOwn(actor, job.user_id),
  run: async ({ tx, target }) => {
    const { userId } = input.parse(target.input);
    const event = { table: "users", recordId: userId, details: { job_id: target.id } };
    await logEvent(tx, { action: "READ", ...event });
    return target;
  },
});

/**
 * The file that an export made.
 * @throws Fault conflict while it is being made, not_found once it is over
 */
export async function openPersonalExport(caller: Caller, given: { jobId: string }) {
  const job = await findExport(caller, given);
  const file = keptFile.safeParse(job.result);
  if (!file.success) throw new Fault("conflict", "This export is not finished.");
  const filename = `personal-data-${job.created_at.toISOString().slice(0, 10)}.json`;
  return { filename, size: file.data.size, body: await openKeptFile(caller, file.data) };
}
