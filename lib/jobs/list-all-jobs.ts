import { z } from "zod";
import { listAllJobs as findJobs } from "@/db/queries/jobs/jobs";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeJob, jobStatuses } from "./describe-job";
import { canSeeEveryJob } from "./policy";

/** Everybody's jobs, the newest first; what they were asked with is not among it. */
export const listAllJobs = query({
  action: "jobs.job.list-all",
  input: z.object({ status: z.enum(jobStatuses).optional(), limit: limit(500, 50), cursor: id().optional() }),
  allow: canSeeEveryJob,
  run: async ({ tx }, input) => {
    const rows = await findJobs(tx, input.status ?? null, input.cursor ?? null, input.limit + 1);
    const items = rows.slice(0, input.limit).map((row) => {
      const { id, kind, title, status, progress, step, error, created_at, ended_at } = describeJob(row);
      const whose = { username: row.username, organization: row.organization, userId: row.user_id };
      return { id, kind, title, status, progress, step, error, created_at, ended_at, ...whose };
    });
    return { items, nextCursor: rows.length > items.length ? String(items.at(-1)!.id) : null };
  },
});
