import type { z } from "zod";
import { insertJob } from "@/db/queries/jobs/jobs";
import type { Caller } from "@/lib/kernel/actor";
import type { Context } from "@/lib/kernel/use-case";
import { wakeJobs } from "./wake";

/** What a job's work gets. */
export interface JobContext<Input> {
  id: number;
  /** Calls use cases as the user who asked for the job; as `job:<kind>` where the clock did. */
  caller: Caller;
  input: Input;
  /** Aborted when somebody cancels the job, or the process is about to end. */
  signal: AbortSignal;
  /** Says how far it is, 0 to 1, and what it is doing. Throws when it is to stop. */
  progress(share: number, step: string): void;
}

/**
 * A kind of long work. It may be tried again from its beginning after a restart: its effects must be those of use cases
 * that can be repeated.
 */
export interface JobKind<Schema extends z.ZodType<Record<string, unknown>> = z.ZodType<Record<string, unknown>>> {
  kind: string;
  input: Schema;
  run(context: JobContext<z.output<Schema>>): Promise<Record<string, unknown>>;
}

export const jobKind = <Schema extends z.ZodType<Record<string, unknown>>>(kind: JobKind<Schema>): JobKind<Schema> =>
  kind;

/**
 * Queues a job in the transaction of a command: it begins once that is committed. Without an organization it is the whole
 * service's. Returns its id.
 */
export async function startJob<Schema extends z.ZodType<Record<string, unknown>>>(
  { tx, after }: Pick<Context<unknown>, "tx" | "after">,
  kind: Pick<JobKind<Schema>, "kind" | "input">,
  job: { organizationId: number | null; title: string; input: z.input<Schema> },
): Promise<number> {
  const id = await insertJob(tx, { ...job, kind: kind.kind, input: kind.input.parse(job.input) });
  after(wakeJobs);
  return id;
}
