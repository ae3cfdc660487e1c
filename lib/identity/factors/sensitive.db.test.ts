import { beforeEach, describe, expect, it } from "vitest";
import { addApp, beginToEnter } from "@/e2e/support/factors";
import { enter, PASSWORD, useMembers, visitor } from "@/e2e/support/members";
import { anonymous, useWorld } from "@/e2e/support/world";
import { systemCaller, type Caller } from "@/lib/kernel/actor";
import { listFactorRequirements } from "../admin/list-factor-requirements";
import { requireFactor } from "../admin/require-factor";
import { changePassword } from "../change-password";
import { changeRole } from "../change-role";
import { createApiKey } from "../create-api-key";
import { disableUser } from "../disable-user";
import { getCurrentActor } from "../get-current-actor";
import { listDevices } from "../list-devices";
import { sendPasswordReset } from "../send-password-reset";
import { hashToken } from "../token";
import { beginPasskey } from "./begin-passkey";
import { finishSignIn } from "./finish-sign-in";
import { getProofMethods } from "./get-proof-methods";
import { provePerson } from "./prove-person";
import { removeApp } from "./remove-app";
import { renewRecoveryCodes } from "./renew-recovery-codes";
import { resetFactors } from "./reset-factors";
import { startApp } from "./start-app";

const world = useWorld();
const members = useMembers(world);
const age = (userId: number, minutes = 11) =>
  world.sql("update sessions set proven_at = now() - make_interval(mins => $2) where user_id = $1", [userId, minutes]);
const proofWanted = { code: "reauthentication_required" };

describe("what is sensitive", () => {
  it("is refused to a session that is old, and done once its person has shown who it is", async () => {
    const member = await members.add();
    const { caller } = await enter(member.username);
    const sensitive: ((as: Caller) => Promise<unknown>)[] = [
      (as) => createApiKey(as, { userId: member.id, name: "", scopes: ["products:read"], expiresInDays: 1 }),
      (as) => startApp(as, { name: "Phone" }),
      (as) => renewRecoveryCodes(as, {}).catch(conflictIsFine),
      (as) => beginPasskey(as, {}).catch(conflictIsFine),
    ];
    const other = await members.add();
    const superuser = await members.withPassword(await world.addPerson("superuser", world.superuser.organizationId));
    const asSuperuser = (await enter(superuser.email)).caller;
    const administrative: typeof sensitive = [
      (as) => changeRole(as, { userId: other.id, role: "client" }),
      (as) => sendPasswordReset(as, { userId: other.id }),
      (as) => resetFactors(as, { userId: other.id }),
      (as) => requireFactor(as, { role: "analyst", isRequired: false }),
      (as) => disableUser(as, { userId: other.id }),
    ];
    for (const [who, person, acts] of [
      [caller, member, sensitive],
      [asSuperuser, superuser, administrative],
    ] as const) {
      await age(person.id);
      for (const act of acts) await expect(act(who), act.toString()).rejects.toMatchObject(proofWanted);
      await provePerson(who, { password: PASSWORD });
      for (const act of acts) await act(who);
      await age(person.id, 9);
      await acts[0]!(who);
    }
  });

  it("tells those who may not before it asks who they are, and asks nobody who operates the installation", async () => {
    await age(world.client.id);
    const other = await members.add();
    await expect(disableUser(world.client.caller, { userId: other.id })).rejects.toMatchObject({ code: "forbidden" });
    await disableUser(systemCaller("cli"), { userId: other.id });
  });

  it("wants a password's own change proven by the factor, or by the password that it asks for", async () => {
    const member = await members.add();
    const { caller } = await enter(member.username);
    await age(member.id);
    const replacement = "a heron counts brass kettles";
    await changePassword(caller, { current: PASSWORD, replacement });
    const app = await addApp(world, caller);
    await age(member.id);
    const back = { current: replacement, replacement: PASSWORD };
    await expect(changePassword(caller, back)).rejects.toMatchObject(proofWanted);
    await provePerson(caller, { code: app.code() });
    await changePassword(caller, back);
  });
});

const conflictIsFine = (error: { code?: string }) => {
  if (error.code !== "conflict") throw error;
};

describe("showing once more who acts", () => {
  it("wants the password, or what is stronger where there is one, and stops guessing", async () => {
    const member = await members.add();
    const { caller } = await enter(member.username);
    expect(await getProofMethods(caller, {})).toMatchObject({ password: true, app: false });
    await expect(provePerson(caller, { password: "wrong" })).rejects.toMatchObject({ code: "invalid" });
    const app = await addApp(world, caller);
    expect(await getProofMethods(caller, {})).toMatchObject({ password: false, app: true, recovery: true });
    await expect(provePerson(caller, { password: PASSWORD })).rejects.toMatchObject({ code: "invalid" });
    const code = app.code();
    await provePerson(caller, { code });
    await expect(provePerson(caller, { code })).rejects.toMatchObject({ code: "invalid" });
    await provePerson(caller, { code: app.recoveryCodes[0] });
    for (let guess = 0; guess < 7; guess += 1) {
      await expect(provePerson(caller, { code: "000000" })).rejects.toMatchObject({ code: "invalid" });
    }
    await expect(provePerson(caller, { code: app.recoveryCodes[1] })).rejects.toMatchObject({
      code: "too_many_requests",
    });
    await expect(provePerson(anonymous, { code })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("counts for the session that did it alone", async () => {
    const member = await members.add();
    const [here, there] = [await enter(member.username), await enter(member.username)];
    await age(member.id);
    await provePerson(here.caller, { password: PASSWORD });
    await startApp(here.caller, { name: "Phone" });
    await expect(startApp(there.caller, { name: "Phone" })).rejects.toMatchObject(proofWanted);
  });
});

describe("a required second factor", () => {
  beforeEach(() => world.sql("delete from factor_requirements"));

  it("is a superuser's to require, of a role or of an organization", async () => {
    for (const other of [world.client, world.lead, world.analyst]) {
      await expect(requireFactor(other.caller, { role: "lead", isRequired: true })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(listFactorRequirements(other.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    }
    await requireFactor(world.superuser.caller, { role: "lead", isRequired: true });
    await requireFactor(world.superuser.caller, { role: "lead", isRequired: true });
    await requireFactor(world.superuser.caller, { organizationId: world.acme, isRequired: true });
    expect(await listFactorRequirements(world.superuser.caller, {})).toMatchObject({
      organizations: [{ id: world.acme, name: "Acme" }],
      roles: [{ isRequired: false }, { role: "lead", isRequired: true }, {}, {}],
    });
    await requireFactor(world.superuser.caller, { role: "lead", isRequired: false });
    await expect(
      requireFactor(world.superuser.caller, { organizationId: 999_999, isRequired: true }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    const trail = await world.sql(
      "select action from audit_log where use_case = 'identity.factor.require' and action <> 'REFUSED'",
    );
    expect(trail.map(({ action }) => action)).toEqual(["INSERT", "INSERT", "DELETE"]);
  });

  it.each([["of a role"], ["of an organization"]])("%s leaves nothing else to do until there is one", async (whose) => {
    const member = await members.add();
    const before = await enter(member.username);
    await requireFactor(world.superuser.caller, {
      isRequired: true,
      ...(whose === "of a role" ? { role: "client" as const } : { organizationId: world.acme }),
    });
    await listDevices(before.caller, {}); // who is in is asked at the next sign-in
    const { caller } = await enter(member.username);
    expect(await getCurrentActor(caller, {})).toMatchObject({ mustAddFactor: true });
    await expect(listDevices(caller, {})).rejects.toMatchObject({ code: "second_factor_required" });
    const key = { userId: member.id, name: "", scopes: ["products:read" as const], expiresInDays: 1 };
    await expect(createApiKey(caller, key)).rejects.toMatchObject({ code: "second_factor_required" });
    const app = await addApp(world, caller);
    expect(await listDevices(caller, {})).toMatchObject([{ factor: "app" }]);
    await expect(removeApp(caller, { authenticatorId: app.id })).rejects.toMatchObject({ code: "conflict" });
    const again = await finishSignIn(visitor(), { ...(await beginToEnter(member.username)), code: app.code() });
    if (again.kind !== "signed-in") throw new Error(again.kind);
    const by = { ...anonymous, credential: { kind: "session" as const, hash: hashToken(again.token) } };
    expect(await getCurrentActor(by, {})).toMatchObject({ mustAddFactor: false });
    await resetFactors(world.superuser.caller, { userId: member.id });
    expect(await getCurrentActor((await enter(member.username)).caller, {})).toMatchObject({ mustAddFactor: true });
  });

  it("stays when two are given up at the same time", async () => {
    const member = await members.add();
    const { caller } = await enter(member.username);
    const [one, two] = [await addApp(world, caller, "One"), await addApp(world, caller, "Two")];
    await requireFactor(world.superuser.caller, { role: "client", isRequired: true });
    const outcomes = await Promise.allSettled([one, two].map(({ id }) => removeApp(caller, { authenticatorId: id })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
