import type { Statement, Tx } from "@/db/client";

/** Below so many rows a table is counted; above, the server's own estimate is given, which costs nothing. */
const COUNTED_BELOW = 50_000;

// Partitions are estimated one by one; a table never analyzed has reltuples -1. Tables whose rows the server may not see,
// by privilege or because they are each user's own, are never counted.
const estimatesStatement: Statement = {
  name: "table_estimates",
  text: `select root.relname as name,
      sum(greatest(c.reltuples, 0))::bigint as rows,
      bool_and(has_any_column_privilege(root.oid, 'select') and root.relname <> 'notifications') as countable
    from pg_class root
    cross join lateral (select root.oid as relid where root.relkind = 'r'
      union all select inhrelid from pg_inherits where inhparent = root.oid) part
    join pg_class c on c.oid = part.relid
    where root.relnamespace = 'public'::regnamespace and root.relkind in ('r', 'p') and not root.relispartition
    group by root.relname order by root.relname`,
};

export interface TableCount {
  name: string;
  rows: number;
  estimated: boolean;
}

/** How many rows the tables have: counted where that is quick, else estimated. In two statements, however many tables. */
export async function countTables(tx: Tx, only?: readonly string[]): Promise<TableCount[]> {
  const estimates = await tx.send<{ name: string; rows: number; countable: boolean }>(estimatesStatement, []);
  const wanted = estimates.filter(({ name }) => !only || only.includes(name));
  const counted = wanted.filter(({ rows, countable }) => countable && rows < COUNTED_BELOW).map(({ name }) => name);
  const exact = await countExactly(tx, counted);
  return wanted.map(({ name, rows }) => ({ name, rows: exact[name] ?? rows, estimated: !(name in exact) }));
}

async function countExactly(tx: Tx, names: string[]): Promise<Record<string, number>> {
  if (names.length === 0) return {};
  const counts = names.map((name) => `select '${name}' as name, count(*) as rows from "${name}"`).join(" union all ");
  // Names come from the catalogue; the text changes when a table grows past the limit, so it is not kept prepared.
  const result = await tx.execute<{ counts: Record<string, number> }>(
    `select jsonb_object_agg(name, rows) as counts from (${counts}) counted`,
  );
  return result.rows[0]!.counts;
}

export interface DatabaseFigures {
  version: string;
  size_bytes: number;
  recent_activity_24h: number;
  migrations: number;
  last_migration_at: Date | null;
  last_activity_at: Date | null;
  connections: number;
}

const figuresStatement: Statement = {
  name: "database_figures",
  text: `select current_setting('server_version') as version, pg_database_size(current_database()) as size_bytes,
    app.count_recent(now() - interval '24 hours') as recent_activity_24h,
    (select count(*)::int from drizzle.__drizzle_migrations) as migrations,
    (select to_timestamp(max(created_at) / 1000.0) from drizzle.__drizzle_migrations) as last_migration_at,
    (select timestamp from audit_log where timestamp <= now() + interval '1 day' order by timestamp desc, id desc limit 1) as last_activity_at,
    (select count(*)::int from pg_stat_activity where datname = current_database()) as connections`,
};

export async function findDatabaseFigures(tx: Tx): Promise<DatabaseFigures> {
  return (await tx.send<DatabaseFigures>(figuresStatement, []))[0]!;
}

const readyStatement: Statement = {
  name: "ready",
  text: "select count(*)::int as migrations from drizzle.__drizzle_migrations",
};

/** How many migrations the database has; reaching it at all is the point. */
export async function countMigrations(tx: Tx): Promise<number> {
  return (await tx.send<{ migrations: number }>(readyStatement, []))[0]!.migrations;
}
