import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { anonymous, useWorld } from "@/e2e/support/world";
import { command } from "./command";
import { query } from "./query";

const world = useWorld();
const anyone = () => true;

const listOrganizations = query({
  action: "test.organizations.list",
  input: z.object({}),
  allow: anyone,
  run: async ({ tx }) =>
    (await tx.execute<{ name: string }>(sql`select name from organizations order by name`)).rows.map((row) => row.name),
});

const rename = command({
  action: "test.organization.rename",
  input: z.object({ id: z.number(), name: z.string(), fail: z.boolean().default(false) }),
  target: async (tx, input) =>
    (await tx.execute<{ id: number }>(sql`select id from organizations where id = ${input.id}`)).rows[0],
  allow: (actor) => actor.role === "superuser",
  run: async ({ tx }, input) => {
    await tx.execute(sql`update organizations set name = ${input.name} where id = ${input.id}`);
    if (input.fail) throw new Error("after the write");
  },
});

describe("the gate", () => {
  it("lets each caller read within its reach only", async () => {
    expect(await listOrganizations(world.client.caller, {})).toEqual(["Acme"]);
    expect(await listOrganizations(world.lead.caller, {})).toEqual(["Acme", "House"]);
    expect(await listOrganizations(world.superuser.caller, {})).toEqual(["Acme", "House", "Other"]);
  });

  it("refuses a caller without a session", async () => {
    await expect(listOrganizations(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("says not found for what is out of reach, forbidden for what the role may not do, and logs the refusal", async () => {
    await expect(rename(world.client.caller, { id: world.other, name: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(rename(world.client.caller, { id: world.acme, name: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const [refusal] = await world.sql("select * from audit_log where action = 'REFUSED' and user_id = $1", [
      world.client.id,
    ]);
    expect(refusal).toMatchObject({ use_case: "test.organization.rename", organization_id: world.acme });
  });

  it("logs a refusal, and keeps no answer of what keys may not call, whatever header comes with it", async () => {
    const caller = { ...world.lead.caller, idempotencyKey: "hide" };
    await expect(rename(caller, { id: world.acme, name: "x" })).rejects.toMatchObject({ code: "forbidden" });
    expect(
      await world.sql("select from audit_log where action = 'REFUSED' and user_id = $1", [world.lead.id]),
    ).toHaveLength(1);
    const count = command({
      action: "test.counted",
      input: z.object({}),
      allow: anyone,
      run: async () => ({ at: (calls += 1) }),
    });
    let calls = 0;
    expect(await count(caller, {})).toEqual({ at: 1 });
    expect(await count(caller, {})).toEqual({ at: 2 });
    expect(await world.sql("select from idempotency_keys where action = 'test.counted'")).toHaveLength(0);
  });

  it("commits what it permits, with one audit row that says who, what and how", async () => {
    await rename(world.superuser.caller, { id: world.acme, name: "Acme Ltd" });
    const rows = await world.sql("select * from audit_log where table_name = 'organizations' and action = 'UPDATE'");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      user_id: world.superuser.id,
      use_case: "test.organization.rename",
      record_id: world.acme,
      organization_id: world.acme,
      old_values: { name: "Acme" },
      new_values: { name: "Acme Ltd" },
      ip_address: "127.0.0.1",
      request_id: "test",
    });
  });

  it("undoes everything when a use case fails, and its trace in the trail with it", async () => {
    await expect(rename(world.superuser.caller, { id: world.acme, name: "Lost", fail: true })).rejects.toThrow(
      "after the write",
    );
    expect(await world.sql("select from organizations where name = 'Lost'")).toHaveLength(0);
    expect(await world.sql("select from audit_log where new_values ->> 'name' = 'Lost'")).toHaveLength(0);
  });

  it("writes nothing in a query", async () => {
    const sneaky = query({
      action: "test.sneaky",
      input: z.object({}),
      allow: anyone,
      run: async ({ tx }) => void (await tx.execute(sql`update organizations set name = 'Sneaky'`)),
    });
    await expect(sneaky(world.superuser.caller, {})).rejects.toBeTruthy();
  });

  it("names every invalid field and opens no transaction", async () => {
    await expect(rename(world.superuser.caller, { id: "x" as never, name: "" })).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path: "id" }] },
    });
  });
});
