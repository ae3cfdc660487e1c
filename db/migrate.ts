import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

/** Any number that only SecureSphere's migrations lock. */
const MIGRATION_LOCK = 7_305_221_904;
const OLDEST_VERSION = 150_000;
/** Group role that policies and grants name; whoever serves is a member of it. */
export const GROUP_ROLE = "securesphere_app";
const MONTHS_AHEAD = 24;

/** How the server connects: a password for the role made here, or the URL of a role the operator made. */
export type ServerRole = { password: string } | { url: string };

/**
 * Brings the database up to date, as its owner, under an advisory lock, so that replicas starting together wait for one
 * another. Makes the server's role and the audit trail's next partitions. Safe to repeat.
 * @returns how many migrations were applied now, and the URL the server connects with
 * @throws Error when the server is older than PostgreSQL 15 or the owner may not create roles
 */
export async function migrate(ownerUrl: string, server: ServerRole): Promise<{ applied: number; appUrl: string }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const version = await client.query(
      "select current_setting('server_version_num')::int as n, current_database() as db",
    );
    if (version.rows[0].n < OLDEST_VERSION) throw new Error("DATABASE_URL: PostgreSQL 15 or newer is needed");
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const appUrl = await ensureServerRole(client, ownerUrl, version.rows[0].db, server);
    const before = await countMigrations(client);
    const migrationsFolder = path.join(process.env.SECURESPHERE_ROOT ?? process.cwd(), "db", "migrations");
    await applyMigrations(drizzle(client), { migrationsFolder });
    await client.query("select app.ensure_audit_partitions((now() - interval '1 month')::date, $1)", [MONTHS_AHEAD]);
    return { applied: (await countMigrations(client)) - before, appUrl };
  } finally {
    await client.end();
  }
}

/**
 * Settings of the database by which an acknowledged change could be lost in a crash, as the server's role has them, and
 * whether damage on the disk would show.
 */
export async function findUnsafeSettings(appUrl: string): Promise<{ unsafe: string[]; checksums: boolean }> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')",
    );
    const off = rows.filter(({ setting }) => setting === "off").map(({ name }) => name);
    return {
      unsafe: off.filter((name) => name !== "data_checksums").sort(),
      checksums: !off.includes("data_checksums"),
    };
  } finally {
    await client.end();
  }
}

async function countMigrations(client: pg.Client): Promise<number> {
  const there = await client.query("select to_regclass('drizzle.__drizzle_migrations') is not null as yes");
  if (!there.rows[0].yes) return 0;
  return (await client.query("select count(*)::int as n from drizzle.__drizzle_migrations")).rows[0].n;
}

async function ensureServerRole(client: pg.Client, ownerUrl: string, database: string, server: ServerRole) {
  const url = new URL("url" in server ? server.url : ownerUrl);
  if (!("url" in server)) {
    url.username = encodeURIComponent(`${database.slice(0, 50)}_server`);
    url.password = encodeURIComponent(server.password);
  }
  const login = decodeURIComponent(url.username);
  const role = pg.escapeIdentifier(login);
  await createRole(client, GROUP_ROLE, "nologin");
  if (!("url" in server)) {
    await createRole(client, login, "login");
    await client.query(`alter role ${role} password ${pg.escapeLiteral(server.password)}`);
  }
  const member = await client.query("select pg_has_role($1, $2, 'member') as yes", [login, GROUP_ROLE]);
  if (!member.rows[0].yes) await client.query(`grant ${GROUP_ROLE} to ${role}`);
  await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${GROUP_ROLE}`);
  await client.query(`grant usage on schema public to ${GROUP_ROLE}`);
  return url.href;
}

/** Roles belong to the cluster: another database's start may make the same one at the same moment. */
export async function createRole(client: pg.Client, name: string, kind: "login" | "nologin") {
  const there = await client.query("select from pg_roles where rolname = $1", [name]);
  if (there.rowCount) return;
  try {
    await client.query(
      `create role ${pg.escapeIdentifier(name)} ${kind} nosuperuser nocreatedb nocreaterole nobypassrls`,
    );
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code !== "42710" && code !== "23505") throw error;
  }
}
