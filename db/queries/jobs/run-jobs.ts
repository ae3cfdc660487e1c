import type { Statement, Tx } from "@/db/client";

/** A job that this process is to do now. */
export interface ClaimedJob {
  id: number;
  kind: string;
  input: Record<string, unknown>;
  attempts: number;
  /** Null: the clock asked for it. */
  user_id: number | null;
}

// A job whose process has been silent for too long is anybody's again. $1 kinds this process does, $2 seconds of silence,
// $3 most attempts
const claimStatement: Statement = {
  name: "claim_job",
  text: `with next as (
      select j.id from jobs j left join job_progress p on p.job_id = j.id
      where j.kind = any ($1::text[]) and j.due_at <= now() and (j.status = 'queued'
        or (j.status = 'running' and coalesce(p.noted_at, j.started_at) < now() - make_interval(secs => $2)))
      order by j.due_at, j.id limit 1 for update of j skip locked),
    claimed as (
      update jobs j set attempts = attempts + 1, started_at = now(),
        status = case when j.cancel_requested then 'cancelled' when j.attempts >= $3 then 'failed' else 'running' end,
        error = case when j.attempts >= $3 and not j.cancel_requested then 'The process doing this ended every time it was tried.' end,
        ended_at = case when j.cancel_requested or j.attempts >= $3 then now() end
      from next where j.id = next.id
      returning j.id, j.user_id, j.kind, j.input, j.attempts, j.status),
    noted as (
      insert into job_progress (job_id, user_id) select id, user_id from claimed
      on conflict (job_id) do update set share = 0, step = '', noted_at = now())
    select id, kind, input, attempts, user_id, status from claimed`,
};

/** The job that has waited longest, now this process's. One that was given up or cancelled comes with that status. */
export async function claimJob(
  tx: Tx,
  kinds: string[],
  silenceSeconds: number,
  mostAttempts: number,
): Promise<(ClaimedJob & { status: "running" | "failed" | "cancelled" }) | undefined> {
  const rows = await tx.send<ClaimedJob & { status: "running" | "failed" | "cancelled" }>(claimStatement, [
    kinds,
    silenceSeconds,
    mostAttempts,
  ]);
  return rows[0];
}

const noteStatement: Statement = {
  name: "note_job_progress",
  text: `with noted as (update job_progress set share = $3, step = $4, noted_at = now() where job_id = $1)
    select cancel_requested from jobs where id = $1 and status = 'running' and attempts = $2`,
};

/** Notes how far a job is. Undefined: it is not this attempt's any more; else whether somebody wants it to stop. */
export async function noteProgress(tx: Tx, job: ClaimedJob, share: number, step: string): Promise<boolean | undefined> {
  const rows = await tx.send<{ cancel_requested: boolean }>(noteStatement, [job.id, job.attempts, share, step]);
  return rows[0]?.cancel_requested;
}

const endStatement: Statement = {
  name: "end_job",
  text: `update jobs set status = $3, result = $4::jsonb, error = $5, ended_at = case when $3 <> 'queued' then now() end,
      due_at = now() + make_interval(secs => $6), attempts = attempts - case when $7 then 1 else 0 end
    where id = $1 and status = 'running' and attempts = $2`,
};

/** How an attempt ended. `queued` gives the job back, to be tried after `waitSeconds`; `uncounted`, as if it had not been. */
export interface JobEnd {
  status: "done" | "failed" | "cancelled" | "queued";
  result?: Record<string, unknown>;
  error?: string;
  waitSeconds?: number;
  uncounted?: boolean;
}

export async function endJob(tx: Tx, job: ClaimedJob, end: JobEnd): Promise<void> {
  const result = end.result === undefined ? null : JSON.stringify(end.result);
  const values = [
    job.id,
    job.attempts,
    end.status,
    result,
    end.error ?? null,
    end.waitSeconds ?? 0,
    end.uncounted ?? false,
  ];
  await tx.send(endStatement, values);
}
