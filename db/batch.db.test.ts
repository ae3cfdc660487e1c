import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/e2e/support/test-database";
import { openPool, type Connection, type Pool } from "./client";

let database: TestDatabase;
let pool: Pool;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe.each([true, false])("statements of one turn (prepared: %s)", (prepare) => {
  beforeAll(() => {
    pool = openPool({ url: database.appUrl, size: 1, waitMs: 2000, queryMs: 2000, prepare });
  });
  beforeEach(async () => {
    connection = await pool.connect();
    return () => connection.release();
  });
  afterAll(() => pool.close());

  const number = { name: "number", text: "select $1::int as n" };
  const impossible = { name: "impossible", text: "select 1 / $1::int as n" };
  const status = { name: "status", text: "select pg_current_xact_id_if_assigned() is null as idle" };

  it("are answered in their order, again and again", async () => {
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all([
        connection.send({ name: "begin", text: "BEGIN" }),
        connection.send(number, [1]),
        connection.tx.send(number, [2]),
        connection.send({ name: "none", text: "select 1 as n where false" }),
        connection.tx.execute(sql`select ${3}::int as n`),
        connection.send({ name: "commit", text: "COMMIT" }),
      ]);
      expect(answers[0]).toEqual({ rows: [], command: "BEGIN" });
      expect(answers[1]).toEqual({ rows: [{ n: 1 }], command: "SELECT" });
      expect(answers[2]).toEqual([{ n: 2 }]);
      expect(answers[3]).toEqual({ rows: [], command: "SELECT" });
      expect(answers[4].rows).toEqual([{ n: 3 }]);
      expect(answers[5].command).toBe("COMMIT");
    }
  });

  it("keep their types: null, big numbers, dates, arrays, JSON", async () => {
    const text = `select null::int as nothing, 9007199254740991::bigint as big, '2026-01-02T03:04:05Z'::timestamptz as at,
      array[1,2] as list, '{"a":[1]}'::jsonb as tree, true as yes, $1::text as said`;
    const expected = {
      nothing: null,
      big: 9007199254740991,
      at: new Date("2026-01-02T03:04:05Z"),
      list: [1, 2],
      tree: { a: [1] },
      yes: true,
      said: "'\u00e9",
    };
    for (let round = 0; round < 2; round++) {
      expect((await connection.send({ name: "types", text }, ["'\u00e9"])).rows).toEqual([expected]);
    }
  });

  it("fail from the first that fails, and leave the connection usable", async () => {
    for (let round = 0; round < 3; round++) {
      const [first, second, third] = await Promise.allSettled([
        connection.send(number, [7]),
        connection.send(impossible, [0]),
        connection.send({ name: "after", text: "select 'after' as word" }),
      ]);
      expect(first).toMatchObject({ status: "fulfilled", value: { rows: [{ n: 7 }] } });
      expect(second).toMatchObject({ status: "rejected", reason: { code: "22012" } });
      expect(third).toMatchObject({ status: "rejected", reason: { code: "22012" } });
      expect((await connection.send(impossible, [1])).rows).toEqual([{ n: 1 }]);
      expect((await connection.send({ name: "after", text: "select 'after' as word" })).rows).toHaveLength(1);
    }
  });

  it("undo nothing they should not: what precedes COMMIT in a batch that fails is rolled back", async () => {
    const sent = [
      connection.send({ name: "begin", text: "BEGIN" }),
      connection.send(impossible, [0]),
      connection.send({ name: "commit", text: "COMMIT" }),
    ];
    expect((await Promise.allSettled(sent)).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
    expect((await connection.send({ name: "rollback", text: "ROLLBACK" })).command).toBe("ROLLBACK");
    expect((await connection.send(status)).rows).toEqual([{ idle: true }]);
  });

  it("fail alone when a value cannot be sent", async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const [bad, next] = await Promise.allSettled([connection.send(number, [circular]), connection.send(number, [1])]);
    expect([bad.status, next.status]).toEqual(["rejected", "rejected"]);
    expect((await connection.send({ name: "other", text: "select 5 as n" })).rows).toEqual([{ n: 5 }]);
    expect((await connection.send(number, [1])).rows).toEqual([{ n: 1 }]);
  });

  it("are cut off when the server does not answer, and the connection is replaced", async () => {
    await connection.send({ name: "notice", text: "set client_connection_check_interval = 100" });
    await expect(connection.send({ name: "sleep", text: "select pg_sleep(10)" })).rejects.toThrow("timeout");
    connection.release(true);
    connection = await pool.connect();
    const others = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    await expect.poll(async () => (await connection.send({ name: "others", text: others })).rows).toEqual([]);
  });
});

it("refuses one name for two texts, and sends nothing of that batch", async () => {
  const pool = openPool({ url: database.appUrl, size: 1, waitMs: 2000, queryMs: 2000, prepare: true });
  const connection = await pool.connect();
  await connection.send({ name: "twice", text: "select 1 as n" });
  await expect(connection.send({ name: "twice", text: "select 2 as n" })).rejects.toThrow("twice");
  expect((await connection.send({ name: "twice", text: "select 1 as n" })).rows).toEqual([{ n: 1 }]);
  connection.release();
  await pool.close();
});
