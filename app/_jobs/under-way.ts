import type { Job } from "@/lib/jobs/describe-job";

/** Whether a job waits for its turn, or is being done. */
export const underWay = ({ status }: Pick<Job, "status">): boolean => status === "queued" || status === "running";
