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
  await run(template.ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${databaseOf(template.ownerUrl)}`);
  return {
    ownerUrl: at(template.ownerUrl, name),
    appUrl: at(template.appUrl, name),
    drop: () => drop(template, name),
  };
}

/**
 * The owner may end what it began itself, and the application's role what that left open. What is of another role is ending
 * by itself: without force, PostgreSQL waits five seconds for it to go.
 */
async function drop(template: { ownerUrl: string; appUrl: string }, name: string): Promise<void> {
  const statement = `DROP DATABASE IF EXISTS ${name}`;
  const forced = await run(template.ownerUrl, `${statement} WITH (FORCE)`).catch(failedWith(INSUFFICIENT_PRIVILEGE));
  if (forced === "done") return;
  await run(
    template.appUrl,
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}' and usename = current_user`,
  );
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    if ((await run(template.ownerUrl, statement).catch(failedWith(OBJECT_IN_USE))) === "done") return;
  }
  await run(template.ownerUrl, statement);
}

const MOST_TRIES = 4;
const INSUFFICIENT_PRIVILEGE = "42501";
const OBJECT_IN_USE = "55006";
const failedWith = (code: string) => (error: { code?: string }) => {
  if (error.code !== code) throw error;
  return "failed" as const;
};

/** Never from within the template itself: a database with a connection cannot be cloned. */
async function run(url: string, statement: string): Promise<"done"> {
  const client = new Client(at(url, "postgres"));
  await client.connect();
  try {
    await client.query(statement);
    return "done";
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
  await run(ownerUrl, `CREATE DATABASE ${name}`);
  return {
    url: at(ownerUrl, name),
    drop: async () => {
      await run(ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await run(ownerUrl, `DROP ROLE IF EXISTS ${name}_server`);
    },
  };
}
