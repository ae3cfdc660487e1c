import type { Statement, Tx } from "@/db/client";
import type { JobStatus } from "@/db/schema/jobs/jobs";
import { databaseUse } from "./samples";

export interface OperatingFigures {
  size_bytes: number;
  connections: number;
  lock_waits: number;
  cache_hits: number | null;
  index_share: number | null;
  commits: number;
  rollbacks: number;
  deadlocks: number;
  answers: number;
  answers_waiting: number;
  /** Seconds the answer has waited that waits longest. */
  oldest_waiting_seconds: number | null;
  reviews: number;
  /** Mean seconds from handing in to verdict, of the latest verdicts. */
  review_seconds: number | null;
  active_sessions: number;
}

/** Of so many of the latest messages the verdicts are looked at, so that the cost does not grow. */
const LATEST = 2_000;

const figuresStatement: Statement = {
  name: "operating_figures",
  text: `select pg_database_size(current_database()) as size_bytes,
    ${databaseUse},
    (select (sum(idx_scan)::real / nullif(sum(coalesce(idx_scan, 0) + seq_scan), 0))::real from pg_stat_user_tables where schemaname = 'public') as index_share,
    d.xact_commit as commits, d.xact_rollback as rollbacks, d.deadlocks,
    (select greatest(reltuples, 0)::bigint from pg_class where oid = 'questionnaire_responses'::regclass) as answers,
    w.waiting as answers_waiting, extract(epoch from now() - w.oldest)::real as oldest_waiting_seconds,
    v.reviews, v.seconds::real as review_seconds,
    (select count(*)::integer from sessions where ended_at is null and expires_at > now()) as active_sessions
    from pg_stat_database d
    cross join (select count(*)::integer as waiting, min(submitted_at) as oldest from questionnaire_responses where status = 'submitted') w
    cross join (select count(*)::integer as reviews, avg(extract(epoch from c.created_at - r.submitted_at)) filter (where r.submitted_at <= c.created_at) as seconds
      from (select * from lead_comments order by id desc limit ${LATEST}) c join questionnaire_responses r on r.id = c.response_id
      where c.status in ('approved', 'needs_revision', 'rejected') and c.created_at > now() - interval '24 hours') v
    where d.datname = current_database()`,
};

/** How the database is used, and how the work stands: in one statement. */
export const findOperatingFigures = async (tx: Tx) => (await tx.send<OperatingFigures>(figuresStatement, []))[0]!;

export interface JobCount {
  kind: string;
  status: JobStatus;
  count: number;
}

const jobsStatement: Statement = {
  name: "count_jobs",
  text: "select kind, status, count(*)::integer as count from jobs group by kind, status order by kind, status",
};

export const countJobs = (tx: Tx) => tx.send<JobCount>(jobsStatement, []);
