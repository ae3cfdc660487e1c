import type { Statement, Tx } from "@/db/client";

export interface TableSize {
  name: string;
  rows: number;
  bytes: number;
  index_bytes: number;
  index_share: number | null;
}

const sizesStatement: Statement = {
  name: "table_sizes",
  text: `select root.relname as name, sum(greatest(c.reltuples, 0))::bigint as rows, sum(pg_total_relation_size(c.oid))::bigint as bytes,
      sum(pg_indexes_size(c.oid))::bigint as index_bytes,
      (sum(s.idx_scan)::real / nullif(sum(s.idx_scan + s.seq_scan), 0))::real as index_share
    from pg_class root
    cross join lateral (select root.oid as relid where root.relkind = 'r'
      union all select inhrelid from pg_inherits where inhparent = root.oid) part
    join pg_class c on c.oid = part.relid left join pg_stat_user_tables s on s.relid = c.oid
    where root.relnamespace = 'public'::regnamespace and root.relkind in ('r', 'p') and not root.relispartition
    group by root.relname order by bytes desc limit $1`,
};

/** The largest tables, partitions counted together. `index_share`: how many of its scans used an index. */
export const findLargestTables = (tx: Tx, most: number) => tx.send<TableSize>(sizesStatement, [most]);

export interface UnusedIndex {
  name: string;
  table: string;
  bytes: number;
}

const unusedStatement: Statement = {
  name: "unused_indexes",
  text: `select s.indexrelname as name, s.relname as table, pg_relation_size(s.indexrelid) as bytes
    from pg_stat_user_indexes s join pg_index i on i.indexrelid = s.indexrelid join pg_class c on c.oid = s.relid
    where s.schemaname = 'public' and s.idx_scan = 0 and not i.indisunique and not c.relispartition
    order by bytes desc, name limit $1`,
};

/** Indexes no query used since the server's statistics began, the largest first. Those that hold a rule are not among them. */
export const findUnusedIndexes = (tx: Tx, most: number) => tx.send<UnusedIndex>(unusedStatement, [most]);

export interface LockWait {
  pid: number;
  blocked_by: number[];
  seconds: number;
  query: string;
}

const locksStatement: Statement = {
  name: "lock_waits",
  text: `select l.pid, pg_blocking_pids(l.pid) as blocked_by, greatest(extract(epoch from clock_timestamp() - l.waitstart), 0)::real as seconds, left(a.query, 300) as query
    from pg_locks l join pg_database d on d.oid = l.database left join pg_stat_activity a on a.pid = l.pid
    where not l.granted and d.datname = current_database() order by l.waitstart limit $1`,
};

/** Connections that wait for another's lock. Statements of other roles are not shown; the server's own carry no values. */
export const findLockWaits = (tx: Tx, most: number) => tx.send<LockWait>(locksStatement, [most]);

export interface SlowStatement {
  query: string;
  calls: number;
  mean_ms: number;
  total_ms: number;
}

const extensionStatement: Statement = {
  name: "statements_extension",
  text: `select quote_ident(nspname) as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace
      join pg_class c on c.relnamespace = n.oid and c.relname = extname
    where extname = 'pg_stat_statements' and current_setting('pg_stat_statements.max', true) is not null
      and has_table_privilege(c.oid, 'select')`,
};

/** The statements that took most of the server's time, as pg_stat_statements counts them; undefined where it is not loaded. */
export async function findSlowStatements(tx: Tx, most: number): Promise<SlowStatement[] | undefined> {
  const [extension] = await tx.send<{ schema: string }>(extensionStatement, []);
  if (!extension) return undefined;
  const statement = {
    name: "slow_statements",
    text: `select left(regexp_replace(s.query, '\\s+', ' ', 'g'), 300) as query, s.calls, s.mean_exec_time as mean_ms, s.total_exec_time as total_ms
      from ${extension.schema}.pg_stat_statements s
      where s.dbid = (select oid from pg_database where datname = current_database())
        and s.userid = (select oid from pg_roles where rolname = current_user)
      order by s.total_exec_time desc limit $1`,
  };
  return tx.send<SlowStatement>(statement, [most]);
}
