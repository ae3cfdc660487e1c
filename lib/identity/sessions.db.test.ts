import { describe, expect, it } from "vitest";
import { enter, PASSWORD, useMembers } from "@/e2e/support/members";
import { anonymous, useWorld } from "@/e2e/support/world";
import type { Caller } from "@/lib/kernel/actor";
import { changePassword } from "./change-password";
import { changeRole } from "./change-role";
import { disableUser } from "./disable-user";
import { endDevice } from "./end-device";
import { endOwnDevices } from "./end-own-devices";
import { getCurrentActor } from "./get-current-actor";
import { listSessionsOfUser } from "./admin/list-sessions-of-user";
import { listDevices } from "./list-devices";
import { signOut } from "./sign-out";

const world = useWorld();
const members = useMembers(world);
const isOut = (caller: Caller) =>
  expect(getCurrentActor(caller, {})).rejects.toMatchObject({ code: "unauthenticated" });

describe("a session ends at once", () => {
  it("on signing out", async () => {
    const { caller } = await enter((await members.add()).username);
    await signOut(caller, {});
    await isOut(caller);
    await expect(signOut(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("when the account is disabled or gets another role", async () => {
    for (const change of [
      (userId: number) => disableUser(world.superuser.caller, { userId }),
      (userId: number) => changeRole(world.superuser.caller, { userId, role: "lead" }),
    ]) {
      const member = await members.add();
      const { caller } = await enter(member.username);
      await change(member.id);
      await isOut(caller);
    }
  });

  it("when its time is over or it stood unused too long", async () => {
    for (const change of ["expires_at = now()", "created_at = now() - interval '13 hours'"]) {
      const { caller } = await enter((await members.add()).username);
      await world.sql(`update sessions set ${change} where id = (select max(id) from sessions)`);
      await isOut(caller);
    }
    const { caller } = await enter((await members.add()).username);
    await world.sql(
      "update sessions set created_at = now() - interval '13 hours' where id = (select max(id) from sessions)",
    );
    await world.sql("insert into last_seen (kind, record_id) values ('session', (select max(id) from sessions))");
    await expect(getCurrentActor(caller, {})).resolves.toMatchObject({ role: "client" });
  });

  it("on every other device when the password changes", async () => {
    const member = await members.add();
    const [here, there] = [await enter(member.username), await enter(member.username)];
    await changePassword(here.caller, { current: PASSWORD, replacement: "a heron counts brass kettles" });
    await isOut(there.caller);
    expect(await getCurrentActor(here.caller, {})).toMatchObject({ userId: member.id });
    const rows = await world.sql<{ new_values: object; user_id: number }>(
      "select new_values, user_id from audit_log where table_name = 'credentials' and use_case = 'identity.password.change'",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ user_id: member.id, new_values: { password_hash: "[redacted]" } });
    expect(await world.sql("select subject from emails where recipient = $1", [member.email])).toEqual([
      { subject: "Your SecureSphere password was changed" },
    ]);
  });
});

describe("changing the own password", () => {
  it("wants the current one, a good new one, and stops guessing", async () => {
    const member = await members.add();
    const { caller } = await enter(member.username);
    const good = "a heron counts brass kettles";
    const path = (name: string) => ({ extras: { fields: [{ path: name }] } });
    await expect(changePassword(caller, { current: "wrong", replacement: good })).rejects.toMatchObject(
      path("current"),
    );
    await expect(changePassword(caller, { current: PASSWORD, replacement: "short" })).rejects.toMatchObject(
      path("replacement"),
    );
    await expect(changePassword(caller, { current: PASSWORD, replacement: PASSWORD })).rejects.toMatchObject(
      path("replacement"),
    );
    await expect(changePassword(anonymous, { current: PASSWORD, replacement: good })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    for (let guess = 0; guess < 7; guess += 1) {
      await expect(changePassword(caller, { current: "wrong", replacement: good })).rejects.toMatchObject(
        path("current"),
      );
    }
    await expect(changePassword(caller, { current: PASSWORD, replacement: good })).rejects.toMatchObject({
      code: "too_many_requests",
    });
  });

  it("is all that an account can do whose password must change, whatever its role", async () => {
    const lead = await members.withPassword(await world.addPerson("lead", world.superuser.organizationId));
    await world.sql("update users set must_change_password = true where id = $1", [lead.id]);
    const { caller } = await enter(lead.email);
    await expect(listDevices(caller, {})).rejects.toMatchObject({ code: "password_change_required" });
    await changePassword(caller, { current: PASSWORD, replacement: "a heron counts brass kettles" });
    await expect(listDevices(caller, {})).resolves.toHaveLength(1);
  });
});

describe("a user's devices", () => {
  it("are a superuser's to see and to end one of, and then only that one is out", async () => {
    const member = await members.add();
    const [one, two] = [await enter(member.username), await enter(member.username)];
    const shown = await listSessionsOfUser(world.superuser.caller, { userId: member.id });
    expect(shown.map(({ id }) => id)).toEqual((await listDevices(one.caller, {})).map(({ id }) => id));
    const ended = (await listDevices(one.caller, {})).find(({ isCurrent }) => isCurrent)!;
    await endDevice(world.superuser.caller, { sessionId: ended.id });
    await isOut(one.caller);
    expect(await listDevices(two.caller, {})).toHaveLength(shown.length - 1);
    expect(await world.sql("select ended_reason from sessions where id = $1", [ended.id])).toEqual([
      { ended_reason: "ended by a superuser" },
    ]);
    for (const other of [world.client, world.lead]) {
      await expect(listSessionsOfUser(other.caller, { userId: member.id })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
  });
});

describe("one's own devices", () => {
  it("are listed, one marked as this one, and signed out one by one or all at once", async () => {
    const member = await members.add();
    const [here, there, third] = [
      await enter(member.username),
      await enter(member.username),
      await enter(member.username),
    ];
    const devices = await listDevices(here.caller, {});
    expect(devices.filter((device) => device.isCurrent)).toHaveLength(1);
    const current = (await listDevices(there.caller, {})).find((device) => device.isCurrent)!;
    await endDevice(here.caller, { sessionId: current.id });
    await isOut(there.caller);
    await expect(endDevice(world.stranger.caller, { sessionId: current.id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await endOwnDevices(here.caller, {})).toMatchObject({ ended: 2 });
    await isOut(third.caller);
    await endOwnDevices(here.caller, { includingThis: true });
    await isOut(here.caller);
  });

  it("are nobody else's to see or to end", async () => {
    const member = await members.add();
    const { caller } = await enter(member.username);
    const [mine] = await listDevices(caller, {});
    for (const other of [world.client, world.lead, world.stranger]) {
      await expect(endDevice(other.caller, { sessionId: mine!.id })).rejects.toMatchObject({ code: "not_found" });
      expect((await listDevices(other.caller, {})).map((device) => device.id)).not.toContain(mine!.id);
    }
    await expect(listDevices(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(endOwnDevices(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
