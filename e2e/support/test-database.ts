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
    drop: () => asOwner(template.ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

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
