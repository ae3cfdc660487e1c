import { describe, expect, it } from "vitest";
import { anonymous, useWorld, type Person } from "@/e2e/support/world";
import { erasePerson } from "@/lib/identity/erase-person";
import { Client } from "pg";
import { assertNotHeld } from "./assert-not-held";
import { liftHold } from "./lift-hold";
import { listHolds } from "./list-holds";
import { setHold } from "./set-hold";
import { command } from "@/lib/kernel/command";
import { z } from "zod";

const world = useWorld();

async function erase(person: Person) {
  const [row] = await world.sql<{ username: string }>("select username from users where id = $1", [person.id]);
  return erasePerson(world.superuser.caller, { userId: person.id, username: row!.username, reason: "Asked to" });
}

describe("a legal hold", () => {
  it("is set and lifted with a reason, and both stand in the trail", async () => {
    const { superuser } = world;
    const { id } = await setHold(superuser.caller, { organization_id: world.acme, reason: "A claim" });
    const list = await listHolds(superuser.caller, {});
    expect(list.standing).toMatchObject([{ id, organization: "Acme", reason: "A claim", lifted_at: null }]);
    await expect(setHold(superuser.caller, { organization_id: world.acme, reason: "Twice" })).rejects.toMatchObject({
      extras: { fields: [{ path: "organization_id", message: "A hold of this stands already." }] },
    });
    await expect(setHold(superuser.caller, { organization_id: 999_999, reason: "Nobody" })).rejects.toMatchObject({
      extras: { fields: [{ path: "organization_id" }] },
    });
    await liftHold(superuser.caller, { hold_id: id, reason: "Settled" });
    await expect(liftHold(superuser.caller, { hold_id: id, reason: "Again" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await listHolds(superuser.caller, {})).lifted).toMatchObject([{ id, lifted_reason: "Settled" }]);
    const events = await world.sql(
      "select action, organization_id, reason, user_id from audit_log where table_name = 'legal_holds' and action like 'HOLD%' order by id",
    );
    expect(events).toEqual([
      { action: "HOLD_SET", organization_id: world.acme, reason: "A claim", user_id: superuser.id },
      { action: "HOLD_LIFTED", organization_id: world.acme, reason: "Settled", user_id: superuser.id },
    ]);
  });

  it("is for superusers alone", async () => {
    const { id } = await setHold(world.superuser.caller, { reason: "All of it" });
    for (const person of [world.client, world.lead, world.analyst, world.stranger]) {
      await expect(listHolds(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
      await expect(setHold(person.caller, { reason: "x" })).rejects.toMatchObject({ code: "forbidden" });
      await expect(liftHold(person.caller, { hold_id: id, reason: "x" })).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(listHolds(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await liftHold(world.superuser.caller, { hold_id: id, reason: "Over" });
  });

  it("keeps the people of its organization, and everybody's where it is of everything", async () => {
    const [ours, theirs] = [await world.addPerson("client", world.acme), await world.addPerson("client", world.other)];
    const { superuser } = world;
    const { id } = await setHold(superuser.caller, { organization_id: world.acme, reason: "A claim" });
    await expect(erase(ours)).rejects.toMatchObject({ code: "conflict", message: expect.stringMatching(/legal hold/) });
    await erase(theirs);
    await liftHold(superuser.caller, { hold_id: id, reason: "Settled" });
    const all = await setHold(superuser.caller, { reason: "The authority asks" });
    await expect(erase(ours)).rejects.toMatchObject({ code: "conflict" });
    // Whoever forgets to ask is refused by the database.
    await expect(world.sql("update users set erased_at = now() where id = $1", [ours.id])).rejects.toThrow(
      /legal hold/,
    );
    await liftHold(superuser.caller, { hold_id: all.id, reason: "Settled" });
    await erase(ours);
  });

  it("is set only once every erasure under way is over", async () => {
    let erased = false;
    let release = () => {};
    const open = new Promise<void>((resolve) => (release = resolve));
    let asked = () => {};
    const inside = new Promise<void>((resolve) => (asked = resolve));
    const erasing = command({
      action: "test.erase",
      as: "job:test",
      input: z.object({}),
      allow: () => true,
      run: async ({ tx }) => {
        await assertNotHeld(tx, world.acme);
        asked();
        await open;
        erased = true;
      },
    });
    const running = erasing(anonymous, {});
    await inside;
    const setting = setHold(world.superuser.caller, { organization_id: world.acme, reason: "A claim" }).then((hold) => {
      expect(erased).toBe(true);
      return hold;
    });
    const watcher = new Client({ connectionString: world.database.ownerUrl });
    await watcher.connect();
    const waits =
      "select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())";
    await expect.poll(async () => (await watcher.query(waits)).rowCount).toBe(1);
    await watcher.end();
    release();
    await running;
    const { id } = await setting;
    await expect(erasing(anonymous, {})).rejects.toMatchObject({ code: "conflict" });
    await liftHold(world.superuser.caller, { hold_id: id, reason: "Over" });
  });
});
