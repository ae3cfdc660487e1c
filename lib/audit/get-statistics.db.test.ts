import { beforeAll, describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getAuditStatistics } from "./get-statistics";

const world = useWorld();
const range = { from: "2026-02-27", to: "2026-03-02" };

beforeAll(async () => {
  await world.sql("select app.ensure_audit_partitions('2026-02-01', 2)");
  const write = (day: string, times: number, action: string, person: number | null, organization: number) =>
    world.sql(
      `insert into audit_log (timestamp, actor, action, user_id, organization_id) select $1::timestamptz, 'x', $2, $3, $4 from generate_series(1, $5)`,
      [day, action, person, organization, times],
    );
  await write("2026-02-26T23:59:59Z", 9, "READ", world.client.id, world.acme);
  await write("2026-02-28T12:00:00Z", 2, "READ", world.client.id, world.acme);
  await write("2026-03-02T23:59:59Z", 3, "EXPORT", world.stranger.id, world.other);
  await write("2026-03-02T00:00:00Z", 1, "START", null, world.other);
});

describe("getAuditStatistics", () => {
  it("counts the entries of a range by day, action, person and organization", async () => {
    const found = await getAuditStatistics(world.superuser.caller, range);
    expect(found.total).toBe(6);
    expect(found.days).toEqual([
      { day: "2026-02-27", entries: 0 },
      { day: "2026-02-28", entries: 2 },
      { day: "2026-03-01", entries: 0 },
      { day: "2026-03-02", entries: 4 },
    ]);
    expect(found.actions).toEqual([
      { action: "EXPORT", entries: 3 },
      { action: "READ", entries: 2 },
      { action: "START", entries: 1 },
    ]);
    expect(found.people.map(({ id, entries }) => [id, entries])).toEqual([
      [world.stranger.id, 3],
      [world.client.id, 2],
      [null, 1],
    ]);
    expect(found.organizations).toEqual([
      { id: world.other, name: "Other", entries: 4 },
      { id: world.acme, name: "Acme", entries: 2 },
    ]);
    const ofAcme = await getAuditStatistics(world.superuser.caller, { ...range, organization_id: world.acme });
    expect(ofAcme).toMatchObject({ total: 2, organizations: [{ name: "Acme" }] });
  });

  it("takes the last thirty days where none are named, and a year at most", async () => {
    const { days, total } = await getAuditStatistics(world.superuser.caller, {});
    expect(days).toHaveLength(30);
    expect(total).toBeGreaterThan(0);
    for (const wrong of [
      { from: "2024-01-01", to: "2026-01-01" },
      { from: "2026-01-02", to: "2026-01-01" },
    ])
      await expect(getAuditStatistics(world.superuser.caller, wrong)).rejects.toMatchObject({ code: "invalid" });
  });

  it("is for superusers, and one statement however much there is", async () => {
    for (const person of [world.client, world.lead, world.analyst, world.stranger])
      await expect(getAuditStatistics(person.caller, range)).rejects.toMatchObject({ code: "forbidden" });
    await expect(getAuditStatistics(anonymous, range)).rejects.toMatchObject({ code: "unauthenticated" });
    const small = await countStatements(() => getAuditStatistics(world.superuser.caller, range));
    await world.sql(
      `insert into audit_log (timestamp, actor, action, user_id, organization_id)
       select '2026-03-01T00:00:00Z', 'x', 'A' || chr(65 + i % 26), i % 500, $1 from generate_series(1, 2000) i`,
      [world.acme],
    );
    expect(await countStatements(() => getAuditStatistics(world.superuser.caller, range))).toBe(small);
    expect((await getAuditStatistics(world.superuser.caller, range)).people).toHaveLength(20);
  });
});
