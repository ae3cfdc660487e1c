import { z } from "zod";
import { findJob, requeueJob } from "@/db/queries/jobs/jobs";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canSeeJob } from "./policy";
import { wakeJobs } from "./wake";

/**
 * Tries a job again that failed or was cancelled.
 * @throws Fault conflict for any other
 */
export const retryJob = command({
  action: "jobs.job.retry",
  scope: "products:write",
  subject: "job",
  input: z.object({ job_id: id() }),
  target: (tx, input) => findJob(tx, input.job_id),
  allow: canSeeJob,
  run: async ({ tx, target, after }) => {
    if (!(await requeueJob(tx, target.id)))
      throw new Fault("conflict", "Only a job that failed or was cancelled is tried again.");
    after(wakeJobs);
    return { id: target.id, status: "queued" as const };
  },
});
