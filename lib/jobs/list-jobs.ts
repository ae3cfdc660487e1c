import { z } from "zod";
import { listJobs as findJobs } from "@/db/queries/jobs/jobs";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeJob } from "./describe-job";

/** The actor's own jobs, the newest first. */
export const listJobs = query({
  action: "jobs.job.list",
  scope: "products:read",
  input: z.object({ limit: limit(100, 20), cursor: z.string().max(500).optional() }),
  allow: (actor) => actor.userId > 0,
  run: async ({ tx, actor }, input) => {
    const before = decodeCursor(input.cursor, "n")?.[0] as number | undefined;
    const rows = await findJobs(tx, actor.userId, before ?? null, input.limit + 1);
    const jobs = rows.slice(0, input.limit);
    return {
      jobs: jobs.map(describeJob),
      next_cursor: rows.length > jobs.length ? encodeCursor([jobs.at(-1)!.id]) : null,
    };
  },
});
