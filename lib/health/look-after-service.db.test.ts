import { describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld } from "@/e2e/support/world";
import { alarmSources, type AlarmSource } from "./alarm-sources";
import { getSettings } from "./get-settings";
import { getSystem } from "./get-system";
import { saveAlarmSettings } from "./save-alarm-settings";
import { lookAfterService } from "./take-sample";

const world = useWorld();
const root = () => world.superuser.caller;

const incidents = () =>
  world.sql<{ kind: string; over: boolean }>("select kind, closed_at is not null as over from incidents order by id");
const told = () =>
  world.sql<{ user_id: number; subject: string; link: string; mail: string }>(
    "select user_id, subject, link, mail from notifications where kind = 'system_alarm' order by id",
  );

describe("samples", () => {
  it("are taken once in five minutes, whoever asks, and kept for thirty days", async () => {
    await world.sql(
      `insert into system_samples (taken_at, database_bytes, answers, audit_entries, commits, connections, lock_waits, jobs_queued, jobs_failed)
       select now() - i * interval '1 hour', 1000 * i, 1, 1, 1, 1, 0, 0, 0 from unnest(array[719, 721, 800, 2]) i`,
    );
    await Promise.all([lookAfterService([]), lookAfterService([]), lookAfterService([])]);
    const samples = await world.sql<{ database_bytes: number }>(
      "select database_bytes from system_samples order by taken_at",
    );
    expect(samples.map(({ database_bytes }) => database_bytes)).toEqual([719_000, 2000, expect.any(Number)]);
    expect(samples.at(-1)!.database_bytes).toBeGreaterThan(1_000_000);
  });

  it("make the charts: a day in small steps, a month in coarser ones, the worst of each", async () => {
    const day = await getSystem(root(), { hours: 24 });
    expect(day.samples.map((each) => each.database_bytes)).toEqual([2000, expect.any(Number)]);
    expect(day.samples.at(-1)).toMatchObject({ connections: expect.any(Number), lock_waits: 0, jobs_queued: 0 });
    const month = await getSystem(root(), { hours: 720 });
    expect(month.samples.length).toBeGreaterThanOrEqual(2);
    expect(month.samples[0]!.database_bytes).toBe(719_000);
  });
});

describe("alarms", () => {
  it("tell each superuser once while they last, and again when it begins again", async () => {
    let wrong: { subject: string; detail: string } | undefined = { subject: "It burns", detail: "since noon" };
    const fire: AlarmSource = { kind: "fire", find: async () => wrong };
    const second = await world.addPerson("superuser", world.superuser.organizationId);
    await Promise.all([lookAfterService([fire]), lookAfterService([fire])]);
    await lookAfterService([fire]);
    expect(await incidents()).toEqual([{ kind: "fire", over: false }]);
    const notice = { subject: "It burns", link: "/admin/system", mail: "instant" };
    const once = [
      { user_id: world.superuser.id, ...notice },
      { user_id: second.id, ...notice },
    ];
    expect(await told()).toEqual(once);
    wrong = undefined;
    await lookAfterService([fire]);
    expect(await incidents()).toEqual([{ kind: "fire", over: true }]);
    expect(await told()).toEqual(once);
    wrong = { subject: "It burns", detail: "again" };
    await lookAfterService([fire]);
    expect(await told()).toEqual([...once, ...once]);
    expect((await getSystem(root(), {})).incidents).toMatchObject([
      { kind: "fire", detail: "again", closed_at: null },
      { kind: "fire", detail: "since noon", closed_at: expect.any(Date) },
    ]);
    const trail = await world.sql("select action from audit_log where table_name = 'incidents' order by id");
    expect(trail.map(({ action }) => action)).toEqual(["INSERT", "UPDATE", "INSERT"]);
  });

  it("go off when no person did anything for a day, in a service that has people for longer", async () => {
    await lookAfterService(alarmSources);
    expect((await incidents()).map(({ kind }) => kind)).not.toContain("no_activity"); // everyone is new
    await world.sql("update users set created_at = now() - interval '3 days' where id = $1", [world.client.id]);
    await lookAfterService(alarmSources);
    expect((await incidents()).at(-1)).toEqual({ kind: "no_activity", over: false }); // jobs and the tests are nobody
    await world.sql("insert into audit_log (user_id, actor, action) values ($1, 'someone', 'LOGIN')", [
      world.client.id,
    ]);
    await lookAfterService(alarmSources);
    expect((await incidents()).at(-1)).toEqual({ kind: "no_activity", over: true });
  });

  it("go off for a database over its set size, and stop with it", async () => {
    const { alarms } = await getSettings(root(), {});
    expect(alarms).toEqual({ database_megabytes: 10_000, inactivity_hours: 24, sealing_seconds: 60, version: 1 });
    const { version } = await saveAlarmSettings(root(), { ...alarms, database_megabytes: 1 });
    await lookAfterService(alarmSources);
    expect((await incidents()).at(-1)).toEqual({ kind: "database_size", over: false });
    await expect(saveAlarmSettings(root(), { ...alarms, database_megabytes: 0 })).rejects.toMatchObject({
      code: "stale_version",
    });
    await saveAlarmSettings(root(), { ...alarms, database_megabytes: 0, version });
    await lookAfterService(alarmSources);
    expect((await incidents()).at(-1)).toEqual({ kind: "database_size", over: true });
    const [change] = await world.sql(
      "select old_values, new_values from audit_log where table_name = 'alarm_settings'",
    );
    expect(change).toMatchObject({ old_values: { database_megabytes: 10_000 }, new_values: { database_megabytes: 1 } });
    for (const other of [world.client, world.lead])
      await expect(saveAlarmSettings(other.caller, alarms)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("go off for a day when a file in the store turned out to be damaged", async () => {
    await lookAfterService(alarmSources);
    expect((await incidents()).map(({ kind }) => kind)).not.toContain("damaged_evidence");
    await world.sql(
      "insert into audit_log (actor, action, table_name, record_id) values ('someone', 'EVIDENCE_DAMAGED', 'evidence', 7)",
    );
    await lookAfterService(alarmSources);
    expect((await incidents()).at(-1)).toEqual({ kind: "damaged_evidence", over: false });
    const [{ detail }] = (await world.sql<{ detail: string }>(
      "select detail from incidents order by id desc limit 1",
    )) as [{ detail: string }];
    expect(detail).toMatch(/^1 file was refused/);
  });
});

describe("getSystem", () => {
  it("shows sizes, locks, indexes and what is slow, in as many statements for many rows as for few", async () => {
    const first = await countStatements(() => getSystem(root(), {}));
    await world.sql(
      "insert into jobs (organization_id, user_id, kind, title, input, status) select $1, $2, 'none', 'x', '{}', 'failed' from generate_series(1, 300)",
      [world.acme, world.client.id],
    );
    expect(await countStatements(() => getSystem(root(), {}))).toBe(first);
    const system = await getSystem(root(), {});
    expect(system.jobs).toEqual([{ kind: "none", status: "failed", count: 300 }]);
    expect(system.tables.length).toBe(12);
    expect(system.tables[0]!.bytes).toBeGreaterThanOrEqual(system.tables[1]!.bytes);
    expect(system.unused.length).toBeGreaterThan(0);
    expect(system.locks).toEqual([]);
    expect(system.pool).toMatchObject({ size: 16, waiting: 0 });
    expect(system.slow.statements).toBeUndefined(); // the tests' server does not load pg_stat_statements
    const own = system.slow.useCases.find(({ action }) => action === "health.system.get")!;
    expect(own.count).toBeGreaterThan(3);
    expect(own.totalSeconds).toBeGreaterThan(0);
    expect(own.p95Seconds).toBeGreaterThan(0);
  });

  it("names who waits for whose lock", async () => {
    const { Client } = await import("pg");
    const [holder, waiter] = [new Client(world.database.ownerUrl), new Client(world.database.ownerUrl)];
    await Promise.all([holder.connect(), waiter.connect()]);
    try {
      for (const each of [holder, waiter]) await each.query("begin");
      await holder.query("lock table incidents in access exclusive mode");
      const waiting = waiter.query("lock table incidents in access exclusive mode");
      await expect
        .poll(
          async () => (await world.sql<{ n: number }>("select count(*) as n from pg_locks where not granted"))[0]!.n,
        )
        .toBeGreaterThan(0);
      // The screen reads the table itself, so only the figures that do not are asked for here.
      const { findLockWaits } = await import("@/db/queries/health/database-details");
      const { query } = await import("@/lib/kernel/query");
      const { z } = await import("zod");
      const ask = query({
        action: "test.locks",
        as: "system:test",
        input: z.object({}),
        allow: () => true,
        run: ({ tx }) => findLockWaits(tx, 5),
      });
      const [wait] = await ask(root(), {});
      expect(wait!.blocked_by).toHaveLength(1);
      await holder.query("rollback");
      await waiting;
    } finally {
      await Promise.all([holder.end(), waiter.end()]);
    }
  });
});
