import { describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import type { Caller } from "@/lib/kernel/actor";
import { assignLead } from "./assign-lead";
import { createOrganization } from "./create-organization";
import { getOrganization } from "./get-organization";
import { getUser } from "./get-user";
import { listAssignments } from "./list-assignments";
import { listInvitations } from "./list-invitations";
import { listOrganizations } from "./list-organizations";
import { listUsers } from "./list-users";
import { renameOrganization } from "./rename-organization";
import { unassignLead } from "./unassign-lead";

const world = useWorld();
const root = () => world.superuser.caller;
const trail = (useCase: string) =>
  world.sql<{ action: string; table_name: string; organization_id: number; user_id: number }>(
    "select action, table_name, organization_id, user_id from audit_log where use_case = $1 and action <> 'REFUSED' order by id",
    [useCase],
  );

async function all<Item>(page: (cursor?: string) => Promise<{ items: Item[]; nextCursor: string | null }>) {
  const items: Item[] = [];
  let cursor: string | null | undefined;
  do {
    const next = await page(cursor ?? undefined);
    items.push(...next.items);
    cursor = next.nextCursor;
  } while (cursor);
  return items;
}

describe("organizations", () => {
  it("are created and renamed, each with its row in the trail", async () => {
    const { id } = await createOrganization(root(), { name: "  Zeta  " });
    await renameOrganization(root(), { organizationId: id, name: "Zeta Ltd" });
    expect(await getOrganization(root(), { organizationId: id })).toMatchObject({ name: "Zeta Ltd", users: 0 });
    const row = { table_name: "organizations", organization_id: id, user_id: world.superuser.id };
    expect(await trail("identity.organization.create")).toEqual([{ action: "INSERT", ...row }]);
    expect(await trail("identity.organization.rename")).toEqual([{ action: "UPDATE", ...row }]);
  });

  it("have names of their own, in any case", async () => {
    const taken = { code: "invalid", extras: { fields: [{ path: "name" }] } };
    await expect(createOrganization(root(), { name: "ACME" })).rejects.toMatchObject(taken);
    await expect(renameOrganization(root(), { organizationId: world.other, name: "acme" })).rejects.toMatchObject(
      taken,
    );
    await expect(createOrganization(root(), { name: " " })).rejects.toMatchObject(taken);
  });

  it("are listed by name with their counts, found by a part of it, a page at a time", async () => {
    const names = (await all((cursor) => listOrganizations(root(), { limit: 2, cursor }))).map((row) => row.name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
    expect(names).toEqual(expect.arrayContaining(["Acme", "House", "Other"]));
    const { items, nextCursor } = await listOrganizations(root(), { q: "CM" });
    expect(items).toMatchObject([{ id: world.acme, name: "Acme", users: 2, products: 0, leads: 1 }]);
    expect(nextCursor).toBeNull();
    expect((await listOrganizations(root(), { q: "%" })).items).toEqual([]);
  });
});

describe("assignments", () => {
  it("reach at once, and end at once", async () => {
    const lead = await world.addPerson("lead", world.superuser.organizationId);
    const assignment = { organizationId: world.other, leadId: lead.id };
    await assignLead(root(), assignment);
    await assignLead(root(), assignment);
    expect(await listAssignments(root(), { leadId: lead.id })).toMatchObject([{ organization: "Other" }]);
    expect((await getUser(root(), { userId: lead.id })).assignments).toHaveLength(1);
    await unassignLead(root(), assignment);
    expect(await listAssignments(root(), { leadId: lead.id })).toEqual([]);
    const row = { table_name: "assignments", organization_id: world.other, user_id: world.superuser.id };
    expect(await trail("identity.assignment.create")).toEqual([{ action: "INSERT", ...row }]);
    expect(await trail("identity.assignment.delete")).toEqual([{ action: "DELETE", ...row }]);
    await expect(unassignLead(root(), assignment)).rejects.toMatchObject({ code: "not_found" });
  });

  it("are for active leads", async () => {
    const lead = await world.addPerson("lead", world.superuser.organizationId);
    await world.sql("update users set is_active = false where id = $1", [lead.id]);
    for (const leadId of [lead.id, world.client.id, 999_999]) {
      await expect(assignLead(root(), { organizationId: world.acme, leadId })).rejects.toMatchObject({
        code: "invalid",
        extras: { fields: [{ path: "leadId" }] },
      });
    }
  });
});

describe("users", () => {
  it("are listed by user name, a page at a time, each once", async () => {
    const names = (await all((cursor) => listUsers(root(), { limit: 3, cursor }))).map((row) => row.username);
    expect(names).toEqual([...new Set(names)].sort());
    const [{ n }] = (await world.sql<{ n: number }>("select count(*) as n from users")) as [{ n: number }];
    expect(names).toHaveLength(n);
  });

  it("are found by name, e-mail, role, organization and standing", async () => {
    const ids = async (filter: Parameters<typeof listUsers>[1]) =>
      (await listUsers(root(), filter)).items.map((user) => user.id).sort((a, b) => a - b);
    expect(await ids({ q: world.client.email.toUpperCase() })).toEqual([world.client.id]);
    expect(await ids({ role: "superuser" })).toEqual([world.superuser.id]);
    expect(await ids({ organizationId: world.acme })).toEqual([world.client.id, world.colleague.id]);
    const gone = await world.addPerson("client", world.acme);
    await world.sql("update users set is_active = false where id = $1", [gone.id]);
    expect(await ids({ organizationId: world.acme, isActive: "false" })).toEqual([gone.id]);
    expect(await ids({ q: "lead test", isActive: true, role: "client" })).toEqual([]);
  });

  it("show when they were last seen, and what is open", async () => {
    const person = await world.addPerson("client", world.acme);
    const [session] = await world.sql<{ id: number }>("select id from sessions where user_id = $1", [person.id]);
    await world.sql("select app.touch(array['session'], array[$1::int], array['2026-11-01T10:00:00Z'::timestamptz])", [
      session!.id,
    ]);
    await world.sql("update sessions set created_at = '2026-10-01Z' where id = $1", [session!.id]);
    const [listed] = (await listUsers(root(), { q: person.email })).items;
    expect(listed!.seenAt).toEqual(new Date("2026-11-01T10:00:00Z"));
    expect(await getUser(root(), { userId: world.client.id })).toMatchObject({
      openSessions: 1,
      openKeys: 0,
      organization: "Acme",
      canChangeStanding: true,
    });
    expect((await getUser(root(), { userId: world.superuser.id })).canChangeStanding).toBe(false);
  });
});

describe("invitations", () => {
  it("are listed by their state, the latest first", async () => {
    await world.sql(
      `insert into user_invitations (organization_id, email, role, token_hash, inviter_id, expires_at, accepted_at, revoked_at)
       values ($1, 'open@x.test', 'client', 'a', $2, now() + interval '1 day', null, null),
              ($1, 'late@x.test', 'client', 'b', $2, now() - interval '1 day', null, null),
              ($1, 'done@x.test', 'client', 'c', $2, now() - interval '1 day', now(), null),
              ($3, 'gone@x.test', 'client', 'd', null, now() + interval '1 day', null, now())`,
      [world.acme, world.superuser.id, world.other],
    );
    const emails = async (filter: Parameters<typeof listInvitations>[1]) =>
      (await listInvitations(root(), filter)).items.map((row) => `${row.email} ${row.state}`);
    expect(await emails({})).toEqual([
      "gone@x.test revoked",
      "done@x.test accepted",
      "late@x.test expired",
      "open@x.test open",
    ]);
    for (const state of ["open", "expired", "accepted", "revoked"] as const) {
      expect(await emails({ state })).toEqual([expect.stringMatching(` ${state}$`)]);
    }
    expect(await emails({ organizationId: world.other })).toEqual(["gone@x.test revoked"]);
    expect(await emails({ q: "LATE" })).toEqual(["late@x.test expired"]);
    expect(await all((cursor) => listInvitations(root(), { limit: 3, cursor }))).toHaveLength(4);
  });
});

describe("the administration", () => {
  it("asks the database as often for many as for few", async () => {
    const lists = [
      () => listOrganizations(root(), { limit: 200 }),
      () => listUsers(root(), { limit: 200 }),
      () => listInvitations(root(), { limit: 200 }),
      () => listAssignments(root(), {}),
      () => getOrganization(root(), { organizationId: world.acme }),
    ];
    const few = [];
    for (const list of lists) few.push(await countStatements(list));
    await world.sql("insert into organizations (name) select 'Many ' || i from generate_series(1, 150) i");
    await world.sql(
      `insert into users (organization_id, username, email, role) select $1, 'm' || i, 'm' || i || '@x.test', 'client'
         from generate_series(1, 150) i`,
      [world.acme],
    );
    await world.sql(
      `insert into user_invitations (organization_id, email, role, token_hash, expires_at)
       select $1, 'i' || i, 'client', ('i' || i)::bytea, now() from generate_series(1, 150) i`,
      [world.acme],
    );
    const many = [];
    for (const list of lists) many.push(await countStatements(list));
    expect(many).toEqual(few);
    expect(Math.max(...few)).toBeLessThanOrEqual(8);
  });

  it("is for superusers only", async () => {
    const here = { organizationId: world.acme };
    const attempts: [string, "list" | "one", (caller: Caller) => Promise<unknown>][] = [
      ["list organizations", "list", (caller) => listOrganizations(caller, {})],
      ["create an organization", "list", (caller) => createOrganization(caller, { name: "Mine" })],
      ["list users", "list", (caller) => listUsers(caller, {})],
      ["list invitations", "list", (caller) => listInvitations(caller, {})],
      ["list assignments", "list", (caller) => listAssignments(caller, {})],
      ["see an organization", "one", (caller) => getOrganization(caller, here)],
      ["rename an organization", "one", (caller) => renameOrganization(caller, { ...here, name: "Mine" })],
      ["see a user", "one", (caller) => getUser(caller, { userId: world.colleague.id })],
      ["assign", "one", (caller) => assignLead(caller, { ...here, leadId: world.strangersLead.id })],
      ["unassign", "one", (caller) => unassignLead(caller, { ...here, leadId: world.lead.id })],
    ];
    for (const [name, kind, attempt] of attempts) {
      await expect(attempt(anonymous), `${name}, anonymous`).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(attempt(world.client.caller), `${name}, client`).rejects.toMatchObject({ code: "forbidden" });
      await expect(attempt(world.lead.caller), `${name}, lead`).rejects.toMatchObject({ code: "forbidden" });
      const afar = kind === "one" ? "not_found" : "forbidden";
      await expect(attempt(world.stranger.caller), `${name}, another tenant`).rejects.toMatchObject({ code: afar });
    }
  });
});
