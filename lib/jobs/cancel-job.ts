import { z } from "zod";
import { findJob, requestCancel } from "@/db/queries/jobs/jobs";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canSeeJob } from "./policy";

/**
 * Stops a job: at once when it has not begun, else as soon as its work looks up.
 * @throws Fault conflict when it has ended
 */
export const cancelJob = command({
  action: "jobs.job.cancel",
  scope: "products:write",
  subject: "job",
  input: z.object({ job_id: id() }),
  target: (tx, input) => findJob(tx, input.job_id),
  allow: canSeeJob,
  run: async ({ tx, target }) => {
    const status = await requestCancel(tx, target.id);
    if (!status) throw new Fault("conflict", "This job has ended already.");
    return { id: target.id, status };
  },
});
