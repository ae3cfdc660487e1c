import pg from "pg";

/** Texts of values that do not depend on how a server or a role is set up; no limit of time. */
const SETTINGS = `set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 1;
  set bytea_output = 'hex'; set xmlbinary = 'base64'; set synchronize_seqscans = off; set client_encoding = 'UTF8';
  set statement_timeout = 0; set lock_timeout = '30s'; set idle_in_transaction_session_timeout = 0`;

/** What a transaction may have been told by a migration in it. */
export const WITHOUT_LIMITS =
  "set local statement_timeout = 0; set local lock_timeout = '30s'; set local idle_in_transaction_session_timeout = 0";

/** A connection of the owner's for a backup or a restore; `lost` is aborted when the server drops it. */
export async function connectOwner(url: string) {
  const client = new pg.Client({ connectionString: url, application_name: "securesphere backup", keepAlive: true });
  const lost = new AbortController();
  client.on("error", (error) => lost.abort(error));
  await client.connect();
  await client.query(SETTINGS);
  return { client, lost: lost.signal };
}

/** A table whose rows are data: everything of ours but the partitions, which their parent stands for. */
export interface TableShape {
  name: string;
  /** Those that hold what was written; generated ones follow from them. */
  columns: string[];
}

const tablesStatement = `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
   group by c.relname order by c.relname`;

export async function tablesOf(client: pg.Client): Promise<TableShape[]> {
  return (await client.query<TableShape>(tablesStatement)).rows;
}

/** Rows in a piece of COPY's text format: each ends a line, and line ends within values are written otherwise. */
export function countRows(piece: Buffer): number {
  let rows = 0;
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) rows += 1;
  return rows;
}

const columnList = (table: TableShape) => table.columns.map(pg.escapeIdentifier).join(", ");

// A partitioned table can be read by a query alone.
export const copyOut = (table: TableShape) =>
  `copy (select ${columnList(table)} from public.${pg.escapeIdentifier(table.name)}) to stdout`;

export const copyIn = (table: TableShape) =>
  `copy public.${pg.escapeIdentifier(table.name)} (${columnList(table)}) from stdin`;
