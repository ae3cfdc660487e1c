import type { Statement, Tx } from "@/db/client";
import type { JobStatus } from "@/db/schema/jobs/jobs";

/** A job as its user sees it. */
export interface JobRow {
  id: number;
  kind: string;
  title: string;
  input: Record<string, unknown>;
  status: JobStatus;
  share: number;
  step: string;
  cancel_requested: boolean;
  result: Record<string, unknown> | null;
  error: string | null;
  user_id: number | null;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
}

const columns = `j.id, j.kind, j.title, j.input, j.status, case when j.status = 'done' then 1 else coalesce(p.share, 0) end as share,
  case when j.status = 'running' then coalesce(p.step, '') else '' end as step, j.cancel_requested, j.result, j.error, j.user_id,
  j.created_at, j.started_at, j.ended_at`;

const findStatement: Statement = {
  name: "find_job",
  text: `select ${columns} from jobs j left join job_progress p on p.job_id = j.id where j.id = $1`,
};

export async function findJob(tx: Tx, jobId: number): Promise<JobRow | undefined> {
  return (await tx.send<JobRow>(findStatement, [jobId]))[0];
}

const listStatement: Statement = {
  name: "list_jobs",
  text: `select ${columns} from jobs j left join job_progress p on p.job_id = j.id
    where j.user_id = $1 and ($2::integer is null or j.id < $2) order by j.id desc limit $3`,
};

/** A user's jobs, the newest first, before `beforeId`. */
export async function listJobs(tx: Tx, userId: number, beforeId: number | null, limit: number): Promise<JobRow[]> {
  return tx.send<JobRow>(listStatement, [userId, beforeId, limit]);
}

const ofKindStatement: Statement = {
  name: "list_jobs_of_kind",
  text: `select ${columns} from jobs j left join job_progress p on p.job_id = j.id
    where j.user_id = $1 and j.kind = $2 and ($3::integer is null or j.id < $3) order by j.id desc limit $4`,
};

/** A user's jobs of a kind, the newest first, before `beforeId`. */
export async function listJobsOfKind(tx: Tx, userId: number, kind: string, beforeId: number | null, limit: number) {
  return tx.send<JobRow>(ofKindStatement, [userId, kind, beforeId, limit]);
}

const newestStatement: Statement = {
  name: "find_newest_job",
  text: `select ${columns} from jobs j left join job_progress p on p.job_id = j.id
    where j.user_id = $2 and j.kind = $1 and j.input @> $3::jsonb order by j.id desc limit 1`,
};

/** The newest job of a kind that a user asked for about something. */
export async function findNewestJob(
  tx: Tx,
  kind: string,
  userId: number,
  about: Record<string, unknown>,
): Promise<JobRow | undefined> {
  return (await tx.send<JobRow>(newestStatement, [kind, userId, JSON.stringify(about)]))[0];
}

const openStatement: Statement = {
  name: "list_open_jobs",
  text: `select ${columns} from jobs j left join job_progress p on p.job_id = j.id
    where j.status in ('queued', 'running') and j.kind = any ($1::text[]) order by j.due_at, j.id limit 20`,
};

/** Jobs of these kinds that wait or run, whoever asked for them. */
export async function listOpenJobs(tx: Tx, kinds: string[]): Promise<JobRow[]> {
  return tx.send<JobRow>(openStatement, [kinds]);
}

const listAllStatement: Statement = {
  name: "list_all_jobs",
  text: `select ${columns}, u.username, o.name as organization from jobs j left join job_progress p on p.job_id = j.id
      left join users u on u.id = j.user_id left join organizations o on o.id = j.organization_id
    where ($1::text is null or j.status = $1) and ($2::integer is null or j.id < $2) order by j.id desc limit $3`,
};

/** Everybody's jobs, the clock's and those of the whole service too, the newest first, before `beforeId`: of one status, or all. */
export async function listAllJobs(tx: Tx, status: JobStatus | null, beforeId: number | null, limit: number) {
  return tx.send<JobRow & { username: string | null; organization: string | null }>(listAllStatement, [
    status,
    beforeId,
    limit,
  ]);
}

const insertStatement: Statement = {
  name: "insert_job",
  text: `insert into jobs (organization_id, user_id, kind, title, input) values ($1, app.actor_id(), $2, $3, $4::jsonb) returning id`,
};

export interface NewJob {
  organizationId: number | null;
  kind: string;
  title: string;
  input: Record<string, unknown>;
}

export async function insertJob(tx: Tx, job: NewJob): Promise<number> {
  const values = [job.organizationId, job.kind, job.title, JSON.stringify(job.input)];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
}

const cancelStatement: Statement = {
  name: "cancel_job",
  text: `update jobs set cancel_requested = true, status = case when status = 'queued' then 'cancelled' else status end,
      ended_at = case when status = 'queued' then now() end
    where id = $1 and status in ('queued', 'running') returning status`,
};

/** Asks a job to stop; one that has not begun has ended by it. Undefined: it had ended before. */
export async function requestCancel(tx: Tx, jobId: number): Promise<JobStatus | undefined> {
  return (await tx.send<{ status: JobStatus }>(cancelStatement, [jobId]))[0]?.status;
}

const retryStatement: Statement = {
  name: "retry_job",
  text: `update jobs set status = 'queued', attempts = 0, cancel_requested = false, error = null, due_at = now(), ended_at = null
    where id = $1 and status in ('failed', 'cancelled') returning id`,
};

/** Queues a job that failed or was cancelled once more. False: it did neither. */
export async function requeueJob(tx: Tx, jobId: number): Promise<boolean> {
  return (await tx.send(retryStatement, [jobId])).length > 0;
}
