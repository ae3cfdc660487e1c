import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { anonymous, useWorld } from "@/e2e/support/world";
import type { Caller } from "@/lib/kernel/actor";
import { checkLiveness } from "./check-liveness";
import { checkReadiness } from "./check-readiness";
import { getActivity } from "./get-activity";
import { getAlarms } from "./get-alarms";
import { getDatabaseHealth } from "./get-database-health";
import { getSystemStats } from "./get-system-stats";

const world = useWorld();
const root = () => world.superuser.caller;
const count = async (table: string) => (await world.sql<{ n: number }>(`select count(*) as n from ${table}`))[0]!.n;

async function keyOf(scopes: string[]): Promise<Caller> {
  const hash = createHash("sha256").update(`health ${scopes.join()}`).digest();
  await world.sql("insert into api_keys (user_id, prefix, key_hash, scopes) values ($1, 'test', $2, $3)", [
    world.superuser.id,
    hash,
    scopes,
  ]);
  return { ...anonymous, credential: { kind: "key", hash } };
}

describe("getSystemStats", () => {
  it("counts under the names of the original system", async () => {
    const stats = await getSystemStats(root(), {});
    expect(stats).toEqual({
      users_count: 7,
      products_count: 0,
      questionnaire_responses_count: 0,
      lead_comments_count: 0,
      user_invitations_count: 0,
      audit_log_count: await count("audit_log"),
      maturity_scores_count: 0,
      database_size_bytes: expect.any(Number),
      recent_activity_24h: await count("audit_log"),
      estimated: [],
    });
    expect(stats.database_size_bytes).toBeGreaterThan(1_000_000);
  });

  it("estimates what would take long to count, and says so", async () => {
    await world.sql(
      "insert into audit_log (actor, action, table_name) select 'many', 'UPDATE', 'snapshots' from generate_series(1, 60000)",
    );
    await world.sql("analyze audit_log");
    const stats = await getSystemStats(root(), {});
    expect(stats.estimated).toEqual(["audit_log_count"]);
    expect(stats.audit_log_count).toBeGreaterThan(50_000);
    expect(stats.users_count).toBe(7);
  });
});

describe("getDatabaseHealth", () => {
  it("shows connections, tables, activity and migrations", async () => {
    const health = await getDatabaseHealth(root(), {});
    expect(health).toMatchObject({
      status: "ready",
      pool: { size: 16, waiting: 0 },
      tables: { users: { rows: 7, estimated: false }, sessions: { estimated: false } },
      migrations: { applied: expect.any(Number) },
      backups: "none_yet",
      last_backup: null,
    });
    expect(health.tables).not.toHaveProperty("audit_log_default");
    expect(health.recent_activity_24h).toBeGreaterThan(60_000);
    expect(Date.now() - Date.parse(health.last_activity_at!)).toBeLessThan(60_000);
  });
});

describe("getActivity", () => {
  it("counts the trail's entries for each of thirty days, the past once", async () => {
    await world.sql(
      `insert into audit_log (timestamp, actor, action) select now() - i * interval '1 day', 'past', 'READ' from generate_series(1, 40) i`,
    );
    const activity = await getActivity(root(), {});
    expect(activity).toHaveLength(30);
    expect(activity.slice(0, 29).map((day) => day.count)).toEqual(Array(29).fill(1));
    expect(activity.at(-1)).toEqual({ date: new Date().toISOString().slice(0, 10), count: expect.any(Number) });
    expect(await getActivity(root(), {})).toEqual(activity.map((day, i) => (i === 29 ? expect.anything() : day)));
  });
});

describe("getAlarms", () => {
  it("finds mails that failed and invitations that ran out", async () => {
    await world.sql("insert into emails (recipient, subject, body, status) values ('a', 's', 'b', 'failed')");
    await world.sql(
      `insert into user_invitations (organization_id, email, role, token_hash, expires_at)
       values ($1, 'late@x.test', 'client', 'x', now() - interval '1 day')`,
      [world.acme],
    );
    expect(await getAlarms(root(), {})).toEqual({
      failedMails: 1,
      sealing: { unsealed: 1000, lag_ms: expect.any(Number), late: expect.any(Boolean) },
      lateMails: 0,
      organizationsWithoutLead: 0,
      expiredInvitations: 1,
      backups: { state: "none_yet", alarmHours: 36, lastGoodAt: null },
      mailIsSent: false,
    });
  });
});

describe("health", () => {
  it("tells everyone whether the service is there, and nothing else", async () => {
    expect(checkLiveness()).toEqual({ status: "live", uptime_seconds: expect.any(Number) });
    expect(await checkReadiness(anonymous, {})).toEqual({ status: "ready" });
  });

  it("shows figures to superusers and their keys with the scope only", async () => {
    const figures: [string, (caller: Caller) => Promise<unknown>][] = [
      ["stats", (caller) => getSystemStats(caller, {})],
      ["database", (caller) => getDatabaseHealth(caller, {})],
    ];
    for (const [name, ask] of figures) {
      await expect(ask(await keyOf([`audit:read`, name])), name).rejects.toMatchObject({ code: "forbidden" });
    }
    const key = await keyOf(["stats:read"]);
    for (const [, ask] of figures) await expect(ask(key)).resolves.toBeTruthy();
    const onScreen: [string, (caller: Caller) => Promise<unknown>][] = [
      ...figures,
      ["activity", (caller) => getActivity(caller, {})],
      ["alarms", (caller) => getAlarms(caller, {})],
    ];
    for (const [name, ask] of onScreen) {
      await expect(ask(anonymous), `${name}, anonymous`).rejects.toMatchObject({ code: "unauthenticated" });
      for (const person of [world.client, world.lead, world.stranger, world.analyst]) {
        await expect(ask(person.caller), name).rejects.toMatchObject({ code: "forbidden" });
      }
    }
  });
});
