import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useBackups } from "@/e2e/support/backups";
import { countStatements } from "@/e2e/support/count-statements";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { getAlarms } from "@/lib/health/get-alarms";
import { getDatabaseHealth } from "@/lib/health/get-database-health";
import { listAllJobs } from "@/lib/jobs/list-all-jobs";
import { systemCaller } from "@/lib/kernel/actor";
import { backupJobs } from "./jobs";
import { followSchedule, warnOfLateBackup } from "./follow-schedule";
import { getBackupSettings } from "./get-settings";
import { listBackups } from "./list-backups";
import { openDownload } from "./open-download";
import { pruneBackups } from "./prune-backups";
import { requestBackup } from "./request-backup";
import { requestVerification } from "./request-verification";
import { saveBackupSettings } from "./save-settings";

const world = useWorld();
useStore();
const kept = useBackups();

beforeEach(async () => {
  await world.sql("delete from backups");
  await world.sql(
    "update backup_settings set enabled = true, schedule = '0 2 * * *', queued_at = now(), since = now()",
  );
});

/** A backup of so many days ago, with a file at the target. */
async function backupOf(days: number, verification: "passed" | "failed" | null = "passed") {
  const [row] = await world.sql<{ id: number; name: string }>(
    `insert into backups (name, trigger, target, ring_key_id, status, created_at, ended_at, bytes, verification, verified_at, verification_ms)
     values (to_char(now() - make_interval(days => $1), 'YYYYMMDD"T"HH24MISS"Z"') || '-' || substr(md5(random()::text), 1, 8),
       'schedule', 'here', 'test', 'done', now() - make_interval(days => $1), now(), 4, $2::text,
       case when $2::text is not null then now() end, case when $2::text is not null then 900 end) returning id, name`,
    [days, verification],
  );
  mkdirSync(path.dirname(kept.fileOf(row!.name)), { recursive: true });
  writeFileSync(kept.fileOf(row!.name), "good");
  return row!;
}
const jobs = () =>
  world.sql<{ id: number; user_id: number | null; input: object }>("select id, user_id, input from jobs order by id");

describe("the schedule", () => {
  it("makes one backup of each of its moments, whoever looks, and makes up for a missed one once", async () => {
    const before = (await jobs()).length;
    expect(await followSchedule()).toBeNull();
    await world.sql("update backup_settings set queued_at = now() - interval '3 days'");
    const queued = await Promise.all([followSchedule(), followSchedule(), followSchedule()]);
    expect(queued.filter(Boolean)).toHaveLength(1);
    expect(await followSchedule()).toBeNull();
    const made = (await jobs()).slice(before);
    expect(made).toEqual([{ id: queued.find(Boolean), user_id: null, input: { trigger: "schedule" } }]);
    await world.sql("update backup_settings set queued_at = now() - interval '3 days', enabled = false");
    expect(await followSchedule()).toBeNull();
  });

  it("and its work stand among all jobs, though nobody asked for it and it is no organization's", async () => {
    await world.sql("update backup_settings set queued_at = now() - interval '3 days'");
    const clocks = await followSchedule();
    const { job_id: asked } = await requestBackup(world.superuser.caller, {});
    const { items } = await listAllJobs(world.superuser.caller, {});
    const found = (id: number | null) => items.find((job) => job.id === id);
    expect(found(clocks)).toMatchObject({
      title: "Scheduled backup",
      username: null,
      organization: null,
      userId: null,
    });
    expect(found(asked)).toMatchObject({ title: "Backup", username: expect.any(String), organization: null });
  });

  it("is changed by superusers alone, and not over another's change", async () => {
    const settings = await getBackupSettings(world.superuser.caller, {});
    expect(settings).toMatchObject({
      schedule: "0 2 * * *",
      keep_days: 30,
      keep_weeks: 0,
      keep_months: 0,
      state: "none_yet",
    });
    const { version } = settings;
    const choices = {
      enabled: true,
      schedule: "30 4 * * 1",
      keep_days: 7,
      keep_weeks: 4,
      keep_months: 12,
      alarm_hours: 200,
      version,
    };
    for (const person of [world.client, world.lead, world.analyst])
      await expect(saveBackupSettings(person.caller, choices)).rejects.toMatchObject({ code: "forbidden" });
    expect(await saveBackupSettings(world.superuser.caller, choices)).toEqual({ version: version + 1 });
    await expect(saveBackupSettings(world.superuser.caller, choices)).rejects.toMatchObject({ code: "stale_version" });
    await expect(
      saveBackupSettings(world.superuser.caller, { ...choices, version: version + 1, schedule: "whenever" }),
    ).rejects.toMatchObject({ code: "invalid" });
    const [row] = await world.sql<{ old_values: object; new_values: object }>(
      "select old_values, new_values from audit_log where table_name = 'backup_settings' and use_case = 'backup.settings.save' order by id desc limit 1",
    );
    expect(row).toMatchObject({ old_values: { schedule: "0 2 * * *" }, new_values: { schedule: "30 4 * * 1" } });
    expect(await getBackupSettings(world.superuser.caller, {})).toMatchObject({ keep_months: 12 });
    await saveBackupSettings(world.superuser.caller, {
      ...choices,
      keep_days: 30,
      keep_weeks: 0,
      keep_months: 0,
      alarm_hours: 36,
      version: version + 1,
    });
  });
});

describe("backups", () => {
  it("are made, verified and taken away by superusers alone", async () => {
    const { id, name } = await backupOf(1);
    for (const person of [world.client, world.lead, world.analyst]) {
      await expect(requestBackup(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
      await expect(requestVerification(person.caller, { backup_id: id })).rejects.toMatchObject({ code: "not_found" });
      await expect(openDownload(person.caller, { backup_id: id })).rejects.toMatchObject({ code: "not_found" });
    }
    const { job_id } = await requestBackup(world.superuser.caller, {});
    expect((await jobs()).find((job) => job.id === job_id)).toMatchObject({ user_id: world.superuser.id });
    const taken = await openDownload(world.superuser.caller, { backup_id: id });
    expect(taken).toMatchObject({ filename: `${name}.tar.age`, size: 4 });
    taken.content.destroy();
    const [event] = await world.sql<{ user_id: number }>(
      "select user_id from audit_log where action = 'BACKUP_DOWNLOADED' and record_id = $1",
      [id],
    );
    expect(event).toEqual({ user_id: world.superuser.id });
    await world.sql("update backups set removed_at = now() where id = $1", [id]);
    await expect(requestVerification(world.superuser.caller, { backup_id: id })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(openDownload(world.superuser.caller, { backup_id: id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("are listed at the same cost, however many there are", async () => {
    for (const days of [5, 4, 3]) await backupOf(days);
    const list = (limit: number) => listBackups(world.superuser.caller, { limit });
    const one = await countStatements(() => list(1));
    expect(await countStatements(() => list(100))).toBe(one);
    const page = await list(2);
    expect(page.backups).toHaveLength(2);
    const rest = await listBackups(world.superuser.caller, { limit: 2, cursor: page.next_cursor! });
    expect([...page.backups, ...rest.backups].map(({ id }) => id)).toEqual(
      [...page.backups, ...rest.backups].map(({ id }) => id).sort((a, b) => b - a),
    );
    expect(rest.next_cursor).toBeNull();
  });

  it("are pruned as the scheme says, in the target and in the list", async () => {
    const [old, recent] = [await backupOf(31), await backupOf(2)];
    expect(await pruneBackups(systemCaller("cli"), { dryRun: true })).toEqual({ pruned: [old.name] });
    expect(existsSync(kept.fileOf(old.name))).toBe(true);
    expect(await pruneBackups(systemCaller("cli"), { dryRun: false })).toEqual({ pruned: [old.name] });
    expect(existsSync(kept.fileOf(old.name))).toBe(false);
    expect(existsSync(kept.fileOf(recent.name))).toBe(true);
    const { backups } = await listBackups(world.superuser.caller, {});
    expect(backups.find(({ id }) => id === old.id)!.removed_at).not.toBeNull();
    expect(await pruneBackups(systemCaller("cli"), { dryRun: false })).toEqual({ pruned: [] });
    const events = await world.sql("select from audit_log where action = 'BACKUP_PRUNED' and record_id = $1", [old.id]);
    expect(events).toHaveLength(1);
  });
});

describe("the alarm", () => {
  it("is raised when the last good backup is too old, once a day, and seen by health and home", async () => {
    expect(await warnOfLateBackup()).toBe(false);
    await world.sql("update backup_settings set since = now() - interval '100 days'");
    await backupOf(3);
    await backupOf(0, "failed");
    await backupOf(0, null);
    expect(await warnOfLateBackup()).toBe(true);
    expect(await warnOfLateBackup()).toBe(true);
    const told = await world.sql<{ subject: string }>(
      "select subject from notifications where user_id = $1 and kind = 'backup_late'",
      [world.superuser.id],
    );
    expect(told).toEqual([{ subject: "No good backup for more than 36 hours" }]);
    expect(await world.sql("select from notifications where user_id = $1", [world.lead.id])).toEqual([]);
    expect((await getAlarms(world.superuser.caller, {})).backups.state).toBe("late");
    expect(await getDatabaseHealth(world.superuser.caller, {})).toMatchObject({ backups: "late" });
    const good = await backupOf(0);
    expect(await warnOfLateBackup()).toBe(false);
    expect(await getDatabaseHealth(world.superuser.caller, {})).toMatchObject({
      backups: "good",
      last_backup: { id: good.id, name: good.name, size: 4, verification_ms: 900 },
    });
  });
});

it(
  "the clock's work is done in the clock's name, and prunes only behind a good backup",
  { timeout: 120_000 },
  async () => {
    const old = await backupOf(31);
    const [create] = backupJobs([]);
    const run = (reads: Parameters<typeof backupJobs>[0], trigger: "schedule" | "person") =>
      backupJobs(reads)[0]!.run({
        id: 1,
        caller: systemCaller("job:backup-create"),
        input: { trigger } as never,
        signal: new AbortController().signal,
        progress: () => undefined,
      });
    expect(create!.kind).toBe("backup.create");
    await world.sql(
      "insert into jobs (id, kind, title, input, status) overriding system value values (1, 'backup.create', 'x', '{}', 'running') on conflict do nothing",
    );
    const broken = { name: "what is broken", run: () => Promise.reject(new Error("no")) };
    expect(await run([broken], "schedule")).toMatchObject({ verification: "failed" });
    expect(existsSync(kept.fileOf(old.name))).toBe(true);
    expect(await run([], "schedule")).toMatchObject({ verification: "passed" });
    expect(existsSync(kept.fileOf(old.name))).toBe(false);
    const made = await world.sql<{ made_by: number | null; verification_error: string | null }>(
      "select made_by, verification_error from backups where job_id = 1 order by id",
    );
    expect(made).toEqual([
      { made_by: null, verification_error: "reading what is broken failed." },
      { made_by: null, verification_error: null },
    ]);
  },
);
