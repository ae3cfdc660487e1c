import { z } from "zod";
import { isArchivingDue } from "@/db/queries/audit/archives";
import { jobKind, startJob } from "@/lib/jobs/job";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { canReadTrail } from "../policy";
import { archiveInput } from "./archive-input";
import { archiveMonths } from "./archive-months";
import { monthsBefore } from "./months";
import { planArchive } from "./plan-archive";

/** Archives months of the trail, or says what would be. */
export const archiveTrail = jobKind({
  kind: "audit.archive",
  input: archiveInput,
  run: async ({ caller, input: { before, dry_run }, signal, progress }) => {
    progress(0, "Reading the trail");
    if (dry_run) return { dry_run, months: await planArchive(caller, { before }) };
    return { dry_run, ...(await archiveMonths(caller, { before }, { signal, progress })) };
  },
});

/** Has months of the trail archived: those before one, or those that the policy does not keep. */
export const startArchive = command({
  action: "audit.archive.start",
  input: archiveInput,
  allow: canReadTrail,
  run: async (context, input) => {
    const title = input.dry_run ? "Dry run of archiving the audit trail" : "Archiving of the audit trail";
    return { job_id: await startJob(context, archiveTrail, { organizationId: null, title, input }) };
  },
});

const clock = systemCaller("job:audit-clock");

const queueDue = command({
  action: "audit.archive.follow",
  as: "job:audit-clock",
  input: z.object({}),
  allow: () => true,
  run: async (context) => {
    const { auditMonths } = config();
    if (auditMonths === undefined) return null;
    if (!(await isArchivingDue(context.tx, archiveTrail.kind, monthsBefore(new Date(), auditMonths)))) return null;
    const job = { organizationId: null, title: "Archiving of the audit trail by its policy", input: {} };
    return startJob(context, archiveTrail, job);
  },
});

/** Archives once a day what the policy does not keep any more, where there is a policy. */
export const followRetention = (): Promise<number | null> => queueDue(clock, {});
