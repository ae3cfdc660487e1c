import { z } from "zod";
import { jobStatuses } from "@/lib/jobs/describe-job";
import { getJob } from "@/lib/jobs/get-job";
import { listJobs } from "@/lib/jobs/list-jobs";
import { nextCursor, time } from "./answers";
import { page, withWords, type Operation } from "./operation";

const path = getJob.input;
const status = z.enum(jobStatuses);
const jobSchema = z
  .strictObject({
    id: z.int(),
    kind: z.string(),
    title: z.string(),
    input: z.record(z.string(), z.unknown()).describe("What it is about."),
    status,
    progress: z.number().min(0).max(1),
    step: z.string().describe("What it is doing."),
    cancel_requested: z.boolean(),
    result: z.record(z.string(), z.unknown()).nullable().describe("Names what came of it."),
    error: z.string().nullable(),
    created_at: time,
    started_at: time.nullable(),
    ended_at: time.nullable(),
  })
  .meta({ id: "Job" });
const changed = { 200: { description: "How it stands.", schema: z.strictObject({ id: z.int(), status }) } };

/** Long work that somebody asked for, by method and address. */
export const jobOperations: Record<string, Operation> = {
  "GET /api/v1/jobs": {
    id: "listJobs",
    tag: "Jobs",
    summary: "List your jobs, newest first",
    scope: "products:read",
    query: withWords(listJobs.input, page),
    answers: {
      200: {
        description: "A page of jobs.",
        schema: z.strictObject({ jobs: z.array(jobSchema), next_cursor: nextCursor }).meta({ id: "Jobs" }),
      },
    },
  },
  "GET /api/v1/jobs/{job_id}": {
    id: "getJob",
    tag: "Jobs",
    summary: "See how far a job is, and what came of it",
    scope: "products:read",
    path,
    answers: { 200: { description: "The job.", schema: jobSchema } },
  },
  "POST /api/v1/jobs/{job_id}/cancel": {
    id: "cancelJob",
    tag: "Jobs",
    summary: "Stop a job",
    description: "One that runs ends as soon as its work looks up.",
    scope: "products:write",
    path,
    answers: changed,
    refusals: [409],
  },
  "POST /api/v1/jobs/{job_id}/retry": {
    id: "retryJob",
    tag: "Jobs",
    summary: "Try a job again that failed or was cancelled",
    scope: "products:write",
    path,
    answers: changed,
    refusals: [409],
  },
};
