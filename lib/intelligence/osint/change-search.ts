import { z } from "zod";
import { requestCancel, requeueJob } from "@/db/queries/jobs/jobs";
import { findOsintResult, moveOsintResult, queueOsintResult } from "@/db/queries/intelligence/osint";
import { wakeJobs } from "@/lib/jobs/wake";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { isOwnSearch } from "./osint-policy";

const about = {
  input: z.object({ osint_result_id: id() }),
  subject: "search",
  target: (tx: Parameters<typeof findOsintResult>[0], given: { osint_result_id: number }) =>
    findOsintResult(tx, given.osint_result_id),
  allow: isOwnSearch,
};

/**
 * Stops a search. What it brings after that is not kept.
 * @throws Fault conflict when it is over
 */
export const cancelOsintSearch = command({
  action: "intelligence.osint.cancel",
  ...about,
  run: async ({ tx, target }) => {
    if (!(await moveOsintResult(tx, target.id, "cancelled")))
      throw new Fault("conflict", "This search is over already.");
    if (target.job_id !== null) await requestCancel(tx, target.job_id);
    return { id: target.id, status: "cancelled" as const };
  },
});

/**
 * Searches again what failed or was cancelled.
 * @throws Fault conflict for any other, and while it is still being stopped
 */
export const retryOsintSearch = command({
  action: "intelligence.osint.retry",
  ...about,
  run: async ({ tx, target, after }) => {
    if (target.job_id === null || (target.status !== "failed" && target.status !== "cancelled"))
      throw new Fault("conflict", "Only a search that failed or was cancelled is done again.");
    if (!(await requeueJob(tx, target.job_id)))
      throw new Fault("conflict", "It is still being stopped. Try again in a moment.");
    await queueOsintResult(tx, target.id, target.job_id);
    after(wakeJobs);
    return { id: target.id, status: "queued" as const };
  },
});
