import type { Readable } from "node:stream";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { storedFilesOf } from "@/db/queries/vault/stored-files";
import { BACKUP_LOCK } from "./backup-lock";
import { connectOwner, copyOut, tablesOf, type TableShape } from "./owner-connection";

export interface Migration {
  hash: string;
  created_at: number;
}

export interface Sequence {
  name: string;
  last_value: string;
  is_called: boolean;
}

/** The whole database at one moment, however long reading it takes and whatever is written meanwhile. */
export interface Snapshot {
  takenAt: Date;
  serverVersion: string;
  migrations: Migration[];
  /** The months that the audit trail has a partition for, by their first days. */
  auditMonths: string[];
  tables: TableShape[];
  /** Rows of a table, as PostgreSQL's COPY writes them. */
  read(table: TableShape): Readable;
  /** Every stored file that a row names, a line each: organization, tab, SHA-256. */
  readFiles(): Readable;
  sequences(): Promise<Sequence[]>;
  close(): Promise<void>;
}

/** @throws Error with code 42P01 when the database has never been migrated */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const { client } = await connectOwner(url);
  try {
    await client.query("begin isolation level repeatable read read only");
    const tables = await tablesOf(client);
    // As pg_dump does: nobody changes a table's shape while it is read. Reading and writing go on.
    const names = tables.map(({ name }) => `public.${pg.escapeIdentifier(name)}`).join(", ");
    await client.query(`lock table ${names} in access share mode`);
    const { rows } = await client.query<{ taken_at: Date; version: string; audit_months: string[] }>(
      `select now() as taken_at, current_setting('server_version') as version,
         array(select replace(substr(c.relname, 11), '_', '-') || '-01' from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'audit_log'::regclass and c.relname ~ '^audit_log_\\d{4}_\\d{2}$' order by 1) as audit_months`,
    );
    const stored = storedFilesOf(tables.map(({ name }) => name));
    const applied = await client.query<{ hash: string; created_at: string }>(
      "select hash, created_at from drizzle.__drizzle_migrations order by created_at",
    );
    const at = rows[0]!;
    return {
      takenAt: at.taken_at,
      serverVersion: at.version,
      migrations: applied.rows.map(({ hash, created_at }) => ({ hash, created_at: Number(created_at) })),
      auditMonths: at.audit_months,
      tables,
      read: (table) => client.query(copyTo(copyOut(table))),
      readFiles: () =>
        client.query(
          copyTo(
            `copy (select distinct organization_id, sha256 from ${stored} f order by organization_id, sha256) to stdout`,
          ),
        ),
      sequences: () => readSequences(client),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** Where the sequences of columns stand now: at or past every number that the snapshot's rows have. */
async function readSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class c where relkind = 'S' and relnamespace = 'public'::regnamespace
        and exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i'))
      order by relname`,
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const state = await client.query<Omit<Sequence, "name">>(
      `select last_value::text, is_called from public.${pg.escapeIdentifier(name)}`,
    );
    sequences.push({ name, ...state.rows[0]! });
  }
  return sequences;
}

/**
 * Keeps stored files from being removed, and a second backup from beginning, until released. Undefined: another backup
 * has it. It is held by an open transaction, so that it ends with this process and passes through poolers.
 */
export async function holdFiles(url: string) {
  const { client, lost } = await connectOwner(url);
  try {
    await client.query("begin");
    // Removals share it for moments; only another backup keeps it for longer.
    await client.query("set local lock_timeout = '5s'");
    await client.query("select pg_advisory_xact_lock($1)", [BACKUP_LOCK]);
  } catch (error) {
    await client.end();
    if ((error as { code?: string }).code === "55P03") return undefined;
    throw error;
  }
  return {
    lost,
    /** @throws when the hold was lost on the way */
    async release() {
      try {
        await client.query("commit");
      } finally {
        await client.end();
      }
    },
    drop: () => client.end().catch(() => undefined),
  };
}
