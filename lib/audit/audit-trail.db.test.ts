import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { anonymous, useWorld } from "@/e2e/support/world";
import type { Caller } from "@/lib/kernel/actor";
import { exportAuditCsv } from "./export-audit-csv";
import { getAuditEntry } from "./get-audit-entry";
import { getAuditTrail } from "./get-audit-trail";
import { entryKey } from "./entry-key";
import { listAuditFacets } from "./list-audit-facets";
import { listTrailEntries } from "./list-trail-entries";

interface Entry {
  id: number;
  timestamp: string;
  user_id: number | null;
  username: string;
  action: string;
  table_name: string;
  record_id: number;
  organization_id: number | null;
  new_values: Record<string, unknown> | null;
}

const world = useWorld();
/** Entries of the past in several months, from one statement: the same for every run. */
const made = 400;
beforeAll(async () => {
  await world.sql(
    `insert into audit_log (timestamp, user_id, actor, organization_id, action, use_case, table_name, record_id, new_values)
     select '2026-03-01T00:00:00.123456Z'::timestamptz + i * interval '6 hours', $1, 'past', $2,
            (array['INSERT', 'UPDATE', 'UPDATE', 'DELETE', 'LOGIN'])[1 + i % 5], 'test.past',
            (array['questionnaire_responses', 'products', 'assignments'])[1 + i % 3], 1 + i % 7, jsonb_build_object('n', i)
       from generate_series(1, $3) i`,
    [world.colleague.id, world.other, made],
  );
});

const read = async (input: Parameters<typeof getAuditTrail>[1], caller: Caller = world.superuser.caller) =>
  JSON.parse(await getAuditTrail(caller, input)) as { audit_entries: Entry[]; next_cursor: string | null };
const count = async (where: string, values: unknown[] = []) =>
  (await world.sql<{ n: number }>(`select count(*) as n from audit_log where ${where}`, values))[0]!.n;

describe("getAuditTrail", () => {
  it("answers the newest entries first, as the API spells them", async () => {
    const { audit_entries, next_cursor } = await read({ limit: 5 });
    expect(audit_entries).toHaveLength(5);
    expect(next_cursor).toMatch(/^\d+\.\d+$/);
    expect(Object.keys(audit_entries[0]!)).toEqual([
      ...["id", "timestamp", "user_id", "username", "organization_id", "action", "table_name", "record_id"],
      ...["old_values", "new_values", "ip_address", "user_agent", "request_id", "reason", "hash"],
    ]);
    const times = audit_entries.map((entry) => entry.timestamp);
    expect(times).toEqual([...times].sort().reverse());
    expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  });

  it("pages through all of it by cursor, each entry once", async () => {
    const seen: number[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await read({ limit: 97, cursor: cursor ?? undefined });
      seen.push(...page.audit_entries.map((entry) => entry.id));
      cursor = page.next_cursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await count("true"));
  });

  it.each([
    ["user_id", () => ({ user_id: world.colleague.id }), "user_id = $1", () => [world.colleague.id]],
    ["organization_id", () => ({ organization_id: world.other }), "organization_id = $1", () => [world.other]],
    ["a common table", () => ({ table_name: "questionnaire_responses" }), "table_name = 'questionnaire_responses'"],
    ["a rare table", () => ({ table_name: "assignments" }), "table_name = 'assignments'"],
    ["record_id", () => ({ record_id: 3 }), "record_id = 3"],
    ["a record", () => ({ table_name: "products", record_id: 3 }), "table_name = 'products' and record_id = 3"],
    ["a common action", () => ({ action: "update" }), "action = 'UPDATE'"],
    ["a rare action", () => ({ action: "LOGIN" }), "action = 'LOGIN'"],
    [
      "a time",
      () => ({ from: "2026-03-10", to: "2026-03-20" }),
      "timestamp >= '2026-03-10Z' and timestamp < '2026-03-21Z'",
    ],
    ["an offset", () => ({ to: "2026-03-10T02:00:00+02:00" }), "timestamp <= '2026-03-10T00:00:00Z'"],
    ["a text in values", () => ({ q: '"n": 37' }), `new_values::text like '%"n": 37%'`],
    ["a use case", () => ({ q: "TEST.past" }), "use_case = 'test.past'"],
    ["an actor", () => ({ q: "system:test" }), "actor = 'system:test'"],
    ["a text with wildcards", () => ({ q: "100%_" }), "false"],
    [
      "all at once",
      () => ({ user_id: world.colleague.id, table_name: "products", action: "UPDATE", from: "2026-04-01", q: "past" }),
      "actor = 'past' and table_name = 'products' and action = 'UPDATE' and timestamp >= '2026-04-01Z'",
    ],
    ["what forms leave empty", () => ({ user_id: "", q: "", from: "", table_name: "" }), "true"],
  ])("filters by %s", async (_name, input, where, values?: () => unknown[]) => {
    const { audit_entries, next_cursor } = await read({ ...input(), limit: 500 });
    expect(audit_entries.length).toBe(Math.min(500, await count(where, values?.())));
    if (audit_entries.length < 500) expect(next_cursor).toBeNull();
  });

  it("goes on within a filter, newest first", async () => {
    const first = await read({ record_id: 3, limit: 20 });
    const second = await read({ record_id: 3, limit: 500, cursor: first.next_cursor! });
    const times = [...first.audit_entries, ...second.audit_entries].map((entry) => entry.timestamp);
    expect(times).toEqual([...times].sort().reverse());
    expect(times).toHaveLength(await count("record_id = 3"));
  });

  it("finds an entry again by the time it printed", async () => {
    const { audit_entries } = await read({ action: "DELETE", limit: 3 });
    const time = audit_entries[1]!.timestamp;
    const again = await read({ from: time, to: time });
    expect(again.audit_entries.map((entry) => entry.id)).toEqual([audit_entries[1]!.id]);
  });

  it("names who acted, person or not", async () => {
    const [person] = (await read({ user_id: world.colleague.id, limit: 1 })).audit_entries;
    const [row] = await world.sql<{ username: string }>("select username from users where id = $1", [
      world.colleague.id,
    ]);
    expect(person!.username).toBe(row!.username);
    const [system] = (await read({ q: "system:test", limit: 1 })).audit_entries;
    expect(system).toMatchObject({ user_id: null, username: "system:test" });
  });

  it("refuses a bad cursor and bad filters", async () => {
    await expect(read({ cursor: "1; drop table" })).rejects.toMatchObject({ code: "malformed" });
    for (const wrong of [{ from: "yesterday" }, { user_id: "x" }, { limit: 501 }, { table_name: "a'b" }]) {
      await expect(read(wrong)).rejects.toMatchObject({ code: "invalid", extras: { fields: [{}] } });
    }
  });

  it("is for superusers, and for their keys with the scope", async () => {
    await expect(read({}, anonymous)).rejects.toMatchObject({ code: "unauthenticated" });
    for (const person of [world.client, world.lead, world.analyst, world.stranger]) {
      await expect(read({}, person.caller)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(read({}, await keyOf(["stats:read"]))).rejects.toMatchObject({ code: "forbidden" });
    expect((await read({ limit: 1 }, await keyOf(["audit:read"]))).audit_entries).toHaveLength(1);
  });
});

async function keyOf(scopes: string[]): Promise<Caller> {
  const hash = createHash("sha256").update(scopes.join()).digest();
  await world.sql("insert into api_keys (user_id, prefix, key_hash, scopes) values ($1, 'test', $2, $3)", [
    world.superuser.id,
    hash,
    scopes,
  ]);
  return { ...anonymous, credential: { kind: "key", hash } };
}

describe("getAuditEntry and listAuditFacets", () => {
  it("shows one entry whole, to superusers only", async () => {
    const [entry] = (await read({ table_name: "products", limit: 1 })).audit_entries;
    const key = entryKey(entry!.timestamp, entry!.id);
    expect(await getAuditEntry(world.superuser.caller, { key })).toMatchObject({
      id: entry!.id,
      useCase: "test.past",
      newValues: entry!.new_values,
      organization: "Other",
      name: "client Test",
    });
    await expect(getAuditEntry(world.superuser.caller, { key: "0.0" })).rejects.toMatchObject({ code: "not_found" });
    await expect(getAuditEntry(anonymous, { key })).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(getAuditEntry(world.client.caller, { key })).rejects.toMatchObject({ code: "not_found" });
    await expect(getAuditEntry(world.stranger.caller, { key })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("lists the tables and actions there are, to superusers only", async () => {
    const { tables, actions } = await listAuditFacets(world.superuser.caller, {});
    expect(tables).toEqual(expect.arrayContaining(["assignments", "products", "questionnaire_responses", "users"]));
    expect(actions).toEqual(expect.arrayContaining(["DELETE", "INSERT", "LOGIN", "UPDATE"]));
    await expect(listAuditFacets(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(listAuditFacets(world.lead.caller, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("exportAuditCsv", () => {
  const text = async (input: Parameters<typeof exportAuditCsv>[1], caller = world.superuser.caller) => {
    let all = "";
    for await (const piece of await exportAuditCsv(caller, input)) all += piece;
    return all;
  };

  it("streams what is filtered, with a header, over several batches, and logs the export", async () => {
    await world.sql(
      `insert into audit_log (actor, action, table_name, record_id) select 'many', 'UPDATE', 'snapshots', i from generate_series(1, 2300) i`,
    );
    const csv = await text({ table_name: "snapshots" });
    const lines = csv.trimEnd().split("\r\n");
    expect(lines).toHaveLength(2301);
    expect(lines[0]).toMatch(/^\uFEFFid,timestamp,username,/);
    expect(new Set(lines).size).toBe(2301);
    const [event] = await world.sql("select * from audit_log where action = 'EXPORT'");
    expect(event).toMatchObject({
      user_id: world.superuser.id,
      table_name: "audit_log",
      use_case: "audit.trail.export",
      new_values: { table_name: "snapshots" },
    });
  });

  it("gives a spreadsheet no formula", async () => {
    const evil = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "  =1", "＝1"];
    await world.sql(
      "insert into audit_log (actor, action, table_name, user_agent) select 'evil', 'READ', 'snapshots', a from unnest($1::text[]) a",
      [evil],
    );
    const csv = await text({ q: "evil" });
    for (const cell of evil) expect(csv).toMatch(new RegExp(`[,"]'${cell.replace(/[+\s]/g, "\\$&")}`));
    expect(csv).not.toMatch(/[,"]\s*[=+@＝]/);
  });

  it("writes a header alone when nothing is found", async () => {
    expect((await text({ q: "no such thing anywhere" })).split("\r\n")).toHaveLength(2);
  });

  it("is for superusers only", async () => {
    await expect(exportAuditCsv(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    for (const person of [world.client, world.lead, world.stranger]) {
      await expect(exportAuditCsv(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("listTrailEntries", () => {
  it("lists with names and changed fields, a page at a time, to superusers only", async () => {
    await world.sql("update organizations set name = 'Other Ltd' where id = $1", [world.other]);
    const { entries, nextCursor } = await listTrailEntries(world.superuser.caller, {
      table_name: "organizations",
      limit: 1,
    });
    expect(entries).toMatchObject([
      { organization: "Other Ltd", action: "UPDATE", fields: ["name"], username: "system:test" },
    ]);
    const rest = await listTrailEntries(world.superuser.caller, { table_name: "organizations", cursor: nextCursor! });
    expect(rest.entries.map((entry) => entry.action)).toEqual(["INSERT", "INSERT", "INSERT"]);
    await expect(listTrailEntries(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(listTrailEntries(world.lead.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(listTrailEntries(world.stranger.caller, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
