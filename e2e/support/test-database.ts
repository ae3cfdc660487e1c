import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

export type TestDatabase = {
  ownerUrl: string;
  /** The application's own role, for which policies hold. */
  appUrl: string;
  /** Removes the database; end your own connections first. */
  drop: () => Promise<void>;
};

/** A freshly migrated, empty database of the calling test file's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject("template");
  const name = `securesphere_test_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  await asOwner(template.ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${databaseOf(template.ownerUrl)}`);
  return {
    ownerUrl: at(template.ownerUrl, name),
    appUrl: at(template.appUrl, name),
    drop: () => drop(template.ownerUrl, name),
  };
}

/**
 * A connection that is just ending may be of a role whose backends the owner cannot end: without force, PostgreSQL waits
 * some seconds for it to go.
 */
async function drop(ownerUrl: string, name: string): Promise<void> {
  const statement = `DROP DATABASE IF EXISTS ${name}`;
  await asOwner(ownerUrl, `${statement} WITH (FORCE)`).catch((error: { code?: string }) => {
    if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    return asOwner(ownerUrl, statement);
  });
}

const INSUFFICIENT_PRIVILEGE = "42501";

/** Never from within the template itself: a database with a connection cannot be cloned. */
async function asOwner(url: string, statement: string): Promise<void> {
  const client = new Client(at(url, "postgres"));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const databaseOf = (url: string) => new URL(url).pathname.slice(1);
const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** A database with nothing in it, not even a schema of ours. */
export async function createEmptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { ownerUrl } = inject("template");
  const name = `securesphere_empty_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  await asOwner(ownerUrl, `CREATE DATABASE ${name}`);
  return {
    url: at(ownerUrl, name),
    drop: async () => {
      await asOwner(ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await asOwner(ownerUrl, `DROP ROLE IF EXISTS ${name}_server`);
    },
  };
}
