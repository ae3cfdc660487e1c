import { Client } from "pg";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { seal, tamper, useWitness } from "@/e2e/support/sealed";
import { anonymous, useWorld } from "@/e2e/support/world";
import { countStatements } from "@/e2e/support/count-statements";
import { getSealing } from "./get-sealing";
import { checkpointHash } from "./proof/checkpoint";
import { readRecord, RECORD } from "./proof/row";
import { sealTrail } from "./seal-trail";
import { verifyAudit } from "./verify-audit";
import { readWitness } from "./witness-file";
import { writeWitness } from "./write-witness";

const world = useWorld();
const witness = useWitness();

const write = (text: string, times = 1) =>
  world.sql(
    `insert into audit_log (actor, action, organization_id, reason, new_values)
     select 'writer', 'READ', $1, $2, jsonb_build_object('text', $2::text, 'n', i, 'amount', 1.50) from generate_series(1, $3) i`,
    [world.acme, text, times],
  );
const count = async (from: string) => (await world.sql<{ n: number }>(`select count(*) as n from ${from}`))[0]!.n;
/** Ids under the seal, in the order they were taken. */
async function sealedIds(): Promise<number[]> {
  const rows = await world.sql<{ records: Buffer }>("select records from audit_checkpoints order by n");
  return rows.flatMap(({ records }) =>
    Array.from({ length: records.length / RECORD }, (_, i) => readRecord(records, i * RECORD).id),
  );
}
const verify = (given: Parameters<typeof verifyAudit>[1] = {}) =>
  verifyAudit(world.superuser.caller, { witness, ...given });

/** A writer whose transaction stays open. */
async function openWriter() {
  const client = new Client({ connectionString: world.database.ownerUrl });
  await client.connect();
  await client.query("begin");
  await client.query("select app.enter_system('system:test', '{}')");
  const insert = () => client.query("insert into audit_log (actor, action) values ('slow', 'READ') returning id");
  return {
    insert: async () => Number((await insert()).rows[0].id),
    end: async (how: "commit" | "rollback") => {
      await client.query(how);
      await client.end();
    },
  };
}

describe("sealTrail", () => {
  it("takes every row once, in checkpoints that follow one another", async () => {
    await write("first", 10);
    // Whatever stands in the texts, database and verifier hash the same; rows of before there was a salt, too.
    for (const text of ['"quoted"\\', "two\r\nlines\t", "\u2028 \u0001 é 漢 😀", ',"values":{"old":null', "{}"])
      await write(text);
    await world.sql(
      "insert into audit_log (actor, action, new_values, salt) values ('old', 'READ', '{\"n\": 1e3}', null)",
    );
    expect(await seal()).toBe(await count("audit_log"));
    await write("second", 5);
    expect(await seal()).toBe(5);
    expect(await seal()).toBe(0);
    const ids = await sealedIds();
    expect(ids).toEqual((await world.sql<{ id: number }>("select id from audit_log order by id")).map(({ id }) => id));
    expect(await verify()).toMatchObject({ ok: true, entries: ids.length, checkpoints: 2, witnessed: true });
  });

  it("takes what a transaction wrote that was not over, once it is, and forgets what was rolled back", async () => {
    await seal();
    const [slow, undone] = [await openWriter(), await openWriter()];
    const [slowId, undoneId] = [await slow.insert(), await undone.insert()];
    await write("meanwhile");
    expect(await seal()).toBe(1);
    await undone.end("rollback");
    await slow.end("commit");
    // Committed, and for a checkpoint to come: no verifier takes it for an insertion.
    expect(await verify()).toMatchObject({ ok: true });
    await write("afterwards");
    expect(await seal()).toBe(3); // with what the verification noted
    const ids = await sealedIds();
    expect(ids).toContain(slowId);
    expect(ids).not.toContain(undoneId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it("is done by one at a time", async () => {
    await write("many", 100);
    const taken = await Promise.all(Array.from({ length: 6 }, () => sealTrail(anonymous, {})));
    expect(taken.reduce((sum, n) => sum + n, 0)).toBe(101); // the verification of before noted itself
    expect(taken.filter((n) => n > 0)).toHaveLength(1);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it("divides what has waited long into several, late rows first", async () => {
    await seal();
    const slow = await openWriter();
    const id = await slow.insert();
    await write("queue", 8);
    await sealTrail(anonymous, { most: 4 });
    await slow.end("commit");
    expect(await sealTrail(anonymous, { most: 4 })).toBe(4);
    expect((await sealedIds()).slice(-4)[0]).toBe(id);
    await seal();
    expect(await verify()).toMatchObject({ ok: true });
  });

  it("costs the same statements however much waits", async () => {
    await write("one");
    const few = await countStatements(() => sealTrail(anonymous, {}));
    await write("many", 300);
    expect(await countStatements(() => sealTrail(anonymous, {}))).toBe(few);
  });

  it("verifies what was erased by law, and says so", async () => {
    await write("a secret of Acme's", 3);
    await seal();
    const [{ erased }] = (await world.sql<{ erased: number }>(
      "select app.erase_trail_values($1, 'Article 17') as erased",
      [world.acme],
    )) as [{ erased: number }];
    expect(erased).toBeGreaterThanOrEqual(3);
    expect(await count("audit_log where new_values::text like '%a secret of Acme%'")).toBe(0);
    await seal();
    expect(await verify()).toMatchObject({ ok: true, erased });
    expect(await count("audit_log where action = 'ERASE' and reason = 'Article 17'")).toBe(1);
    await expect(world.sql("update audit_log set reason = 'x' where action = 'ERASE'")).rejects.toThrow("append-only");
  });
});

describe("verifyAudit", () => {
  let undo: string[] = [];
  let target: { id: number; timestamp: string };
  beforeAll(async () => {
    await write("evidence", 20);
    await seal();
    [target] = (await world.sql(
      `select id, to_char(timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as timestamp from audit_log
       where reason = 'evidence' order by id offset 7 limit 1`,
    )) as [typeof target];
    await tamper(
      world,
      "create table kept_log as select * from audit_log",
      "create table kept_points as select * from audit_checkpoints",
    );
  });
  afterEach(async () => {
    if (undo.length) await tamper(world, ...undo);
    undo = [];
  });
  const restoreLog = [
    "delete from audit_log where id <= (select max(id) from kept_log)",
    "insert into audit_log overriding system value select * from kept_log",
  ];
  const restorePoints = [
    "delete from audit_checkpoints where n <= (select max(n) from kept_points)",
    "insert into audit_checkpoints select * from kept_points",
  ];
  const found = async (given?: Parameters<typeof verify>[0]) => {
    const { problems } = await verify(given);
    return problems.map(({ kind, id }) => ({ kind, id }));
  };

  it.each([
    "reason = 'x'",
    "new_values = '{}'",
    "timestamp = timestamp + interval '1 microsecond'",
    "user_id = 7",
    "salt = null",
  ])("names the row whose %s was set", async (change) => {
    undo = restoreLog;
    await tamper(world, `update audit_log set ${change} where id = ${target.id}`);
    expect(await found()).toEqual([{ kind: "edited", id: target.id }]);
  });

  it("names the row that was deleted, and the one that was inserted", async () => {
    undo = restoreLog;
    await tamper(world, `delete from audit_log where id = ${target.id}`);
    expect(await found()).toEqual([{ kind: "deleted", id: target.id }]);
    const copied = "actor, action, reason, transaction_id";
    await tamper(
      world,
      `insert into audit_log (id, timestamp, ${copied}) overriding system value select -1, timestamp, ${copied} from audit_log where id = ${target.id + 1}`,
    );
    undo = ["delete from audit_log where id = -1", ...restoreLog];
    expect(await found()).toEqual([
      { kind: "inserted", id: -1 },
      { kind: "deleted", id: target.id },
    ]);
  });

  it("names where the tail was cut, with its checkpoints too", async () => {
    const [last] = await world.sql<{ n: number; first_id: number }>(
      "select n, first_id from kept_points order by n desc limit 1",
    );
    undo = [...restoreLog, ...restorePoints];
    await tamper(world, `delete from audit_log where id >= ${last!.first_id} and id <= (select max(id) from kept_log)`);
    expect((await found())[0]).toEqual({ kind: "deleted", id: last!.first_id });
    await tamper(
      world,
      `delete from audit_checkpoints where n >= ${last!.n}`,
      `delete from audit_log where id >= ${last!.first_id}`,
    );
    expect(await found({ witness: undefined })).toEqual([]);
    expect((await found())[0]).toEqual({ kind: "cut", id: last!.first_id });
    await expect(writeWitness(anonymous, {})).rejects.toThrow("does not have it");
  });

  it("looks at a range of time alone", async () => {
    const range = { from: target.timestamp, to: target.timestamp };
    expect(await verify(range)).toMatchObject({ ok: true, entries: 1 });
    undo = restoreLog;
    await tamper(world, `update audit_log set reason = 'x' where id = ${target.id}`);
    expect(await found(range)).toEqual([{ kind: "edited", id: target.id }]);
    expect(await verify({ to: "2000-01-01" })).toMatchObject({ ok: true, entries: 0 });
  });

  it("is for superusers, and stands in the trail", async () => {
    await expect(verifyAudit(world.lead.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    const before = await count("audit_log where action = 'VERIFY'");
    await verify();
    expect(await count("audit_log where action = 'VERIFY'")).toBe(before + 1);
  });
});

describe("the witness", () => {
  it("keeps every checkpoint, once, and what was written while it was away", async () => {
    await write("unwitnessed");
    await sealTrail(anonymous, {});
    await write("unwitnessed");
    await seal();
    const kept = [];
    for await (const checkpoint of readWitness(witness)) kept.push(checkpoint);
    expect(kept.map(({ n }) => n)).toEqual(kept.map((_, index) => index + 1));
    expect(kept).toHaveLength(await count("audit_checkpoints"));
    const { checkpoint, fingerprint, witness: state } = await getSealing(world.superuser.caller, {});
    expect(checkpoint).toMatchObject({ n: kept.length });
    expect(state).toMatchObject({ last: kept.length, fault: null });
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect((await verify()).last?.hash).toBe(checkpointHash(kept.at(-1)!));
  });
});
