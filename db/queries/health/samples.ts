import type { Statement, Tx } from "@/db/client";

/** How the database `d` of pg_stat_database is used now. */
export const databaseUse = `(select count(*)::integer from pg_stat_activity where datname = current_database()) as connections,
    (select count(*)::integer from pg_locks l join pg_database o on o.oid = l.database where o.datname = current_database() and not l.granted) as lock_waits,
    (d.blks_hit::real / nullif(d.blks_hit + d.blks_read, 0))::real as cache_hits`;

/** What a sample of the service has beside its moment. Large tables are the server's own estimates. */
const figures = `pg_database_size(current_database()) as database_bytes,
    (select greatest(reltuples, 0)::bigint from pg_class where oid = 'questionnaire_responses'::regclass) as answers,
    (select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'audit_log'::regclass) as audit_entries,
    d.xact_commit as commits,
    ${databaseUse},
    (select count(*)::integer from jobs where status = 'queued') as jobs_queued,
    (select count(*)::integer from jobs where status = 'failed' and ended_at > now() - interval '1 day') as jobs_failed
    from pg_stat_database d where d.datname = current_database()`;

export interface Sample {
  taken_at: Date;
  database_bytes: number;
  answers: number;
  audit_entries: number;
  commits: number;
  connections: number;
  lock_waits: number;
  cache_hits: number | null;
  jobs_queued: number;
  jobs_failed: number;
}

const slot = "date_bin('5 minutes', now(), timestamptz '2020-01-01')";

const insertStatement: Statement = {
  name: "insert_system_sample",
  text: `insert into system_samples (taken_at, database_bytes, answers, audit_entries, commits, connections, lock_waits, cache_hits, jobs_queued, jobs_failed)
    select ${slot}, ${figures} on conflict do nothing returning taken_at`,
};

/** Notes how the service is, once in five minutes whichever process asks. False: it was noted already. */
export async function insertSample(tx: Tx): Promise<boolean> {
  return (await tx.send(insertStatement, [])).length > 0;
}

const deleteStatement: Statement = {
  name: "delete_old_system_samples",
  text: "delete from system_samples where taken_at < now() - make_interval(days => $1)",
};

export async function deleteSamplesOlderThan(tx: Tx, days: number): Promise<void> {
  await tx.send(deleteStatement, [days]);
}

const listStatement: Statement = {
  name: "list_system_samples",
  text: `select date_bin(make_interval(mins => $2), taken_at, timestamptz '2020-01-01') as taken_at,
      max(database_bytes) as database_bytes, max(answers) as answers, max(audit_entries) as audit_entries, max(commits) as commits,
      max(connections) as connections, max(lock_waits) as lock_waits, min(cache_hits) as cache_hits,
      max(jobs_queued) as jobs_queued, max(jobs_failed) as jobs_failed
    from system_samples where taken_at > now() - make_interval(hours => $1) group by 1 order by 1`,
};

/** How the service was, the oldest first: for each so many minutes the worst moment of them. */
export async function listSamples(tx: Tx, hours: number, minutes: number): Promise<Sample[]> {
  return tx.send<Sample>(listStatement, [hours, minutes]);
}
