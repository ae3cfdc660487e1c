import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";

import { createTestDatabase, type TestDatabase } from "./test-database";

let databases: TestDatabase[];

beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
});
afterAll(async () => {
  for (const database of databases) await database.drop();
});

it("gives every caller a migrated database of its own, seen as its owner and as the application", async () => {
  const seen = [];
  for (const url of databases.flatMap(({ ownerUrl, appUrl }) => [ownerUrl, appUrl])) {
    const client = new Client(url);
    await client.connect();
    const { rows } = await client.query(
      "SELECT current_database() AS name, current_user AS who, to_regclass('audit_log') IS NOT NULL AS migrated",
    );
    seen.push(rows[0]);
    await client.end();
  }
  expect(new Set(seen.map(({ name }) => name)).size).toBe(2);
  expect(new Set(seen.map(({ who }) => who)).size).toBe(2);
  expect(seen.every(({ migrated }) => migrated)).toBe(true);
});
