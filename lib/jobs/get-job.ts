import { z } from "zod";
import { findJob } from "@/db/queries/jobs/jobs";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeJob } from "./describe-job";
import { canSeeJob } from "./policy";

/** How far a job is, and what came of it. */
export const getJob = query({
  action: "jobs.job.get",
  scope: "products:read",
  subject: "job",
  input: z.object({ job_id: id() }),
  target: (tx, input) => findJob(tx, input.job_id),
  targetOnly: true,
  allow: canSeeJob,
  run: async ({ target }) => describeJob(target),
});
