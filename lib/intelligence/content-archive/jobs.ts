import { z } from "zod";
import { isDueToday } from "@/db/queries/jobs/due-today";
import { jobKind, startJob, type JobKind } from "@/lib/jobs/job";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { archiveOldContent } from "./archive-old-content";
import { archiveInput, archiveOrder } from "./content-archive-input";
import { canArchiveContent } from "./policy";
import { ofArchive, requireCurrent, restoreContent, verifyContentArchive } from "./restore-content";

const archiveJob = jobKind({
  kind: "content.archive",
  input: archiveOrder,
  run: async ({ caller, input, signal, progress }) => {
    const { archived, kept } = await archiveOldContent(caller, input, { signal, progress });
    return { archives: archived.length, messages: archived.reduce((sum, { messages }) => sum + messages, 0), kept };
  },
});

const restoreJob = jobKind({
  kind: "content.restore",
  input: archiveInput,
  run: ({ caller, input, signal, progress }) => restoreContent(caller, input, { signal, progress }),
});

const verifyJob = jobKind({
  kind: "content.verify-archive",
  input: archiveInput,
  run: ({ caller, input, signal, progress }) => verifyContentArchive(caller, input, { signal, progress }),
});

export const contentArchiveJobs: readonly JobKind[] = [archiveJob, restoreJob, verifyJob];

/** Has old messages of an agency archived, or of one of its sources. */
export const startArchivingContent = command({
  action: "intelligence.content_archive.start",
  input: archiveOrder.required({ organization_id: true }),
  allow: canArchiveContent,
  run: async (context, input) => {
    const { organization_id: organizationId, older_than } = input;
    const title = `Archiving of messages older than ${older_than} days`;
    return { job_id: await startJob(context, archiveJob, { organizationId, title, input }) };
  },
});

/** Has the messages of an archive put back. @throws Fault conflict where none stand in it any more */
export const startRestoringContent = command({
  ...ofArchive,
  action: "intelligence.content_archive.start-restore",
  input: archiveInput,
  run: async (context, input) => {
    const { id, organization_id: organizationId } = context.target;
    requireCurrent(context.target);
    const title = `Restoring of archive ${id}`;
    return { job_id: await startJob(context, restoreJob, { organizationId, title, input }) };
  },
});

/** Has an archive's file read from end to end. @throws Fault conflict where nothing stands in it any more */
export const startVerifyingContent = command({
  ...ofArchive,
  action: "intelligence.content_archive.start-verify",
  input: archiveInput,
  run: async (context, input) => {
    const { id, organization_id: organizationId } = context.target;
    requireCurrent(context.target);
    const title = `Verification of archive ${id}`;
    return { job_id: await startJob(context, verifyJob, { organizationId, title, input }) };
  },
});

const clock = systemCaller("job:content-clock");

const queueDue = command({
  action: "intelligence.content_archive.follow",
  as: "job:content-clock",
  input: z.object({}),
  allow: () => true,
  run: async (context) => {
    const { contentDays } = config();
    if (contentDays === undefined || !(await isDueToday(context.tx, archiveJob.kind))) return null;
    const title = "Archiving of messages by its policy";
    return startJob(context, archiveJob, { organizationId: null, title, input: { older_than: contentDays } });
  },
});

/** Archives once a day the messages that the policy does not keep at hand, where there is a policy. */
export const followContentPolicy = (): Promise<number | null> => queueDue(clock, {});
