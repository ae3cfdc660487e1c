import path from "node:path";
import type { Writable } from "node:stream";
import { readMigrationFiles } from "drizzle-orm/migrator";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { createRole, GROUP_ROLE } from "@/db/migrate";
import { connectOwner, copyIn, copyOut, tablesOf, type TableShape, WITHOUT_LIMITS } from "./owner-connection";
import { type RowsAre, RowsDigest } from "./rows-digest";
import type { Migration, Sequence } from "./snapshot";

/**
 * A database being restored, in one transaction: schema, rows and rules become visible together, or nothing was changed.
 * Rows are loaded as they were: no trigger runs, nothing is audited anew.
 */
export interface Restoration {
  tables: TableShape[];
  load(table: TableShape): Writable;
  /** Puts rules, triggers and sequences back; foreign keys are checked over all rows. */
  complete(sequences: readonly Sequence[]): Promise<void>;
  /** Reads a table back from end to end, as a backup of it would. */
  digest(table: TableShape): Promise<RowsAre>;
  /** For what is checked before the commit. */
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Makes it visible, and has the planner know it. */
  commit(): Promise<void>;
  /** Undoes everything; harmless after a commit. */
  close(): Promise<void>;
}

/** The target is not a place to restore into, or this version cannot bring the backup up. The message says why. */
export class CannotRestore extends Error {}

interface Beginning {
  /** Those that the backed-up database had. */
  migrations: readonly Migration[];
  /** The months that its audit trail had partitions for: rows come back to where they were. */
  auditMonths: readonly string[];
}

/**
 * Begins a restore into an empty database: its schema is made as it was when the backup was.
 * @throws CannotRestore when the database is not empty, or the backup is of a version this one does not know
 */
export async function beginRestoration(url: string, { migrations, auditMonths }: Beginning): Promise<Restoration> {
  const { client } = await connectOwner(url);
  try {
    await client.query("begin");
    await refuseFilled(client);
    await createRole(client, GROUP_ROLE, "nologin");
    await client.query(`grant usage on schema public to ${GROUP_ROLE}`);
    await applyMigrations(client, migrations);
    await client.query(WITHOUT_LIMITS);
    for (const month of auditMonths) await client.query("select app.ensure_audit_partitions($1::date, 1)", [month]);
    const tables = await tablesOf(client);
    const rules = await laySuspended(client, tables);
    return {
      tables,
      load: (table) => client.query(copyFrom(copyIn(table))),
      complete: async (sequences) => {
        for (const { name, last_value, is_called } of sequences)
          await client.query("select setval($1, $2, $3)", [
            `public.${pg.escapeIdentifier(name)}`,
            last_value,
            is_called,
          ]);
        for (const statement of rules) await client.query(statement);
      },
      digest: (table) => digestOf(client, table),
      query: async <Row extends object>(text: string, values: unknown[] = []) =>
        (await client.query<Row>(text, values)).rows,
      commit: async () => {
        await client.query("commit");
        await client.query("analyze");
      },
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** @throws CannotRestore when the database has anything of its own */
async function refuseFilled(client: pg.Client) {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
        and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by 1 limit 1`,
  );
  if (rows[0])
    throw new CannotRestore(
      `The database is not empty (it has ${rows[0].name}). A backup is restored into an empty one only.`,
    );
}

/** @throws CannotRestore when the backup's migrations are not the first of ours */
async function applyMigrations(client: pg.Client, wanted: readonly Migration[]) {
  const migrationsFolder = path.join(process.env.SECURESPHERE_ROOT ?? process.cwd(), "db", "migrations");
  const ours = readMigrationFiles({ migrationsFolder });
  if (wanted.length > ours.length)
    throw new CannotRestore(
      `The backup is of a newer version (${wanted.length} migrations, this one has ${ours.length}). Upgrade first, then restore.`,
    );
  // What drizzle's migrator keeps, so that it goes on from here.
  await client.query(`create schema if not exists drizzle`);
  await client.query(
    "create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
  );
  for (const [index, { hash, created_at }] of wanted.entries()) {
    const migration = ours[index]!;
    if (migration.folderMillis !== created_at || migration.hash !== hash)
      throw new CannotRestore(
        `The backup's migration ${index + 1} is not one of this version: another line of SecureSphere made it.`,
      );
    for (const statement of migration.sql) await client.query(statement);
    await client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [
      hash,
      created_at,
    ]);
  }
}

/**
 * Empties the tables of what migrations put there, and lays aside what would judge rows as they come: triggers, forced
 * policies, foreign keys. Returns the statements that put it all back.
 */
async function laySuspended(client: pg.Client, tables: readonly TableShape[]): Promise<string[]> {
  const back: string[] = [];
  const keys = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace order by oid`,
  );
  const triggers = await client.query<{ table: string; name: string; state: string }>(
    `select tgrelid::regclass::text as table, quote_ident(tgname) as name, tgenabled as state
       from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not tgisinternal and tgparentid = 0 and tgenabled <> 'D' and c.relnamespace = 'public'::regnamespace order by t.oid`,
  );
  const forced = await client.query<{ table: string }>(
    `select oid::regclass::text as table from pg_class where relforcerowsecurity and relnamespace = 'public'::regnamespace`,
  );
  for (const { table, name, definition } of keys.rows) {
    await client.query(`alter table ${table} drop constraint ${name}`);
    back.push(`alter table ${table} add constraint ${name} ${definition}`);
  }
  for (const { table, name, state } of triggers.rows) {
    await client.query(`alter table ${table} disable trigger ${name}`);
    const how = state === "A" ? "always " : state === "R" ? "replica " : "";
    back.push(`alter table ${table} enable ${how}trigger ${name}`);
  }
  for (const { table } of forced.rows) {
    await client.query(`alter table ${table} no force row level security`);
    back.push(`alter table ${table} force row level security`);
  }
  await client.query(`truncate ${tables.map(({ name }) => `public.${pg.escapeIdentifier(name)}`).join(", ")}`);
  return back;
}

async function digestOf(client: pg.Client, table: TableShape): Promise<RowsAre> {
  const rows = new RowsDigest();
  for await (const chunk of client.query(copyTo(copyOut(table))) as AsyncIterable<Buffer>) rows.add(chunk);
  return rows.end();
}
