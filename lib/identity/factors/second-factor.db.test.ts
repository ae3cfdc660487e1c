import { describe, expect, it } from "vitest";
import { addApp, beginToEnter, codeOf } from "@/e2e/support/factors";
import { enter, PASSWORD, useMembers, visitor } from "@/e2e/support/members";
import { anonymous, useWorld } from "@/e2e/support/world";
import type { Caller } from "@/lib/kernel/actor";
import { requestReset } from "../request-reset";
import { resetPassword } from "../reset-password";
import { getCurrentActor } from "../get-current-actor";
import { hashToken, newToken } from "../token";
import { signIn } from "../sign-in";
import { confirmApp } from "./confirm-app";
import { finishSignIn } from "./finish-sign-in";
import { listFactors } from "./list-factors";
import { removeApp } from "./remove-app";
import { renewRecoveryCodes } from "./renew-recovery-codes";
import { resetFactors } from "./reset-factors";
import { startApp } from "./start-app";

const world = useWorld();
const members = useMembers(world);

/** A client with an app, signed in. */
async function withApp() {
  const member = await members.add();
  const { caller } = await enter(member.username);
  return { member, caller, app: await addApp(world, caller) };
}
const bySession = (token: string): Caller => ({
  ...anonymous,
  credential: { kind: "session", hash: hashToken(token) },
});
const events = async (userId: number) =>
  (
    await world.sql<{ action: string }>(
      "select action from audit_log where (record_id = $1 and table_name = 'users' or user_id = $1) and action !~ '^(INSERT|UPDATE|DELETE)$' order by id",
      [userId],
    )
  ).map(({ action }) => action);

describe("an authenticator app", () => {
  it("is asked for after the password, and opens a session that says so", async () => {
    const { member, app } = await withApp();
    const { pending, asked } = await beginToEnter(member.username);
    expect(asked).toMatchObject({ app: true, passkey: false, recovery: true });
    await expect(getCurrentActor(bySession(pending), {})).rejects.toMatchObject({ code: "unauthenticated" });
    const entered = await finishSignIn(visitor(), { pending, code: app.code() });
    if (entered.kind !== "signed-in") throw new Error(entered.kind);
    expect(await getCurrentActor(bySession(entered.token), {})).toMatchObject({ userId: member.id });
    const [session] = await world.sql("select factor, factor_due from sessions order by id desc limit 1");
    expect(session).toEqual({ factor: "app", factor_due: false });
    expect(await events(member.id)).toEqual(["LOGIN", "FACTOR_ADDED", "LOGIN"]);
    expect(await finishSignIn(visitor(), { pending, code: app.code() })).toEqual({ kind: "expired" });
  });

  it("keeps its secret sealed, redacted in the trail, and signs other devices out when it comes", async () => {
    const member = await members.add();
    const [here, there] = [await enter(member.username), await enter(member.username)];
    const { secret } = await addApp(world, here.caller);
    await expect(getCurrentActor(there.caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await getCurrentActor(here.caller, {});
    const bytes = Buffer.from(
      new Uint8Array((await import("otpauth")).Secret.fromBase32(secret.replaceAll(" ", "")).bytes),
    );
    const [row] = await world.sql<{ secret: Buffer }>("select secret from authenticators where user_id = $1", [
      member.id,
    ]);
    expect(row!.secret.includes(bytes)).toBe(false);
    const trail = JSON.stringify(
      await world.sql("select * from audit_log where table_name in ('authenticators', 'recovery_codes')"),
    );
    expect(trail).toContain("[redacted]");
    expect(trail).not.toContain(row!.secret.toString("hex"));
    expect(await world.sql("select subject from emails where recipient = $1", [member.email])).toEqual([
      { subject: "A second factor was added to your SecureSphere account" },
    ]);
  });

  it("is in use after its first code alone, by its person alone", async () => {
    const member = await members.add();
    const { caller } = await enter(member.username);
    const started = await startApp(caller, { name: "Phone" });
    await expect(confirmApp(caller, { ...started, code: "000000" })).rejects.toMatchObject({
      extras: { fields: [{ path: "code" }] },
    });
    await enter(member.username); // nothing is asked for yet
    const code = codeOf(started.text);
    await expect(confirmApp(world.client.caller, { ...started, code })).rejects.toMatchObject({ code: "not_found" });
    await expect(confirmApp(anonymous, { ...started, code })).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await confirmApp(caller, { ...started, code })).recoveryCodes).toHaveLength(10);
    await expect(confirmApp(caller, { ...started, code })).rejects.toMatchObject({ code: "not_found" });
  });

  it.each(["lead", "analyst", "superuser"] as const)(
    "is a %s's too, whose own organization it does not reach",
    async (role) => {
      const person = await members.withPassword(await world.addPerson(role, world.superuser.organizationId));
      const { caller } = await enter(person.email);
      const app = await addApp(world, caller);
      const { pending } = await beginToEnter(person.email);
      expect(await finishSignIn(visitor(), { pending, code: app.code() })).toMatchObject({ kind: "signed-in" });
    },
  );
});

describe("a code", () => {
  it("lets in once, though twenty send it at the same time", async () => {
    const { member, app } = await withApp();
    const pending = await Promise.all(Array.from({ length: 10 }, () => beginToEnter(member.username)));
    const code = app.code();
    const outcomes = await Promise.all(
      [...pending, ...pending].map((begun) => finishSignIn(visitor(), { pending: begun.pending, code })),
    );
    const kinds = outcomes.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "signed-in")).toHaveLength(1);
    expect(kinds).toContain("refused");
  });

  it("is refused when it is stale, of another's app, or was used in another sign-in", async () => {
    const [one, other] = [await withApp(), await withApp()];
    const tried = async (code: string) =>
      (await finishSignIn(visitor(), { ...(await beginToEnter(one.member.username)), code })).kind;
    expect(await tried(codeOf(one.app.secret, Date.now() - 90_000))).toBe("refused");
    expect(await tried(other.app.code())).toBe("refused");
    const code = one.app.code();
    expect(await tried(code)).toBe("signed-in");
    expect(await tried(code)).toBe("refused");
    expect(await events(one.member.id)).toContain("FACTOR_FAILED");
  });

  it("is refused unread after ten wrong ones, also when they come at once", async () => {
    const { member, app } = await withApp();
    const { pending } = await beginToEnter(member.username);
    const kinds = (
      await Promise.all(
        Array.from({ length: 20 }, () => finishSignIn(visitor(), { pending, code: "abcd-efgh-jkmn-pqrs" })),
      )
    ).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "refused")).toHaveLength(10);
    expect(kinds.filter((kind) => kind === "throttled")).toHaveLength(10);
    expect(await finishSignIn(visitor(), { pending, code: app.code() })).toEqual({
      kind: "throttled",
      retryAfter: 900,
    });
    expect((await events(member.id)).filter((action) => action === "FACTOR_THROTTLED")).toHaveLength(1);
  });

  it("is too late after ten minutes, after another password, and for a closed account", async () => {
    for (const change of [
      "update pending_sign_ins set expires_at = now() where user_id = $1",
      "update credentials set password_hash = password_hash || ' ', changed_at = now() where user_id = $1",
      "update users set is_active = false where id = $1",
    ]) {
      const { member, app } = await withApp();
      const { pending } = await beginToEnter(member.username);
      await world.sql(change, [member.id]);
      expect(await finishSignIn(visitor(), { pending, code: app.code() }), change).toEqual({ kind: "expired" });
    }
  });
});

describe("recovery codes", () => {
  it("let in once each, however they are typed, and a mail says so", async () => {
    const { member, app, caller } = await withApp();
    const [first, second] = app.recoveryCodes as [string, string];
    const begun = await Promise.all([1, 2, 3].map(() => beginToEnter(member.username)));
    const kinds = await Promise.all(begun.map(({ pending }) => finishSignIn(visitor(), { pending, code: first })));
    expect(kinds.filter(({ kind }) => kind === "signed-in")).toHaveLength(1);
    const typed = second.toUpperCase().replaceAll("-", " ");
    expect(await finishSignIn(visitor(), { ...(await beginToEnter(member.username)), code: typed })).toMatchObject({
      kind: "signed-in",
    });
    expect(await listFactors(caller, {})).toMatchObject({ recoveryCodes: 8 });
    const mails = await world.sql(
      "select from emails where recipient = $1 and subject like 'A recovery code was used%'",
      [member.email],
    );
    expect(mails).toHaveLength(2);
    const trail = JSON.stringify(await world.sql("select * from audit_log where table_name = 'recovery_codes'"));
    expect(trail).not.toContain(hashToken(first).toString("hex"));
  });

  it("stop when new ones are made, and come with a second factor alone", async () => {
    const { member, app, caller } = await withApp();
    const { codes } = await renewRecoveryCodes(caller, {});
    expect(new Set(codes).size).toBe(10);
    const tried = async (code: string) =>
      (await finishSignIn(visitor(), { ...(await beginToEnter(member.username)), code })).kind;
    expect(await tried(app.recoveryCodes[0]!)).toBe("refused");
    expect(await tried(codes[0]!)).toBe("signed-in");
    const { caller: plain } = await enter((await members.add()).username);
    await expect(renewRecoveryCodes(plain, {})).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("no way in passes the second factor by", () => {
  it("after a reset of the password it is asked for", async () => {
    const { member, app } = await withApp();
    await requestReset(visitor(), { login: member.email });
    const { token, hash } = newToken();
    await world.sql("update password_resets set token_hash = $2 where user_id = $1", [member.id, hash]);
    const password = "a heron counts brass kettles";
    await resetPassword(visitor(), { token, password });
    const outcome = await signIn(visitor(), { login: member.email, password });
    if (outcome.kind !== "factor-due") throw new Error(outcome.kind);
    expect(await finishSignIn(visitor(), { pending: outcome.pending, code: app.code() })).toMatchObject({
      kind: "signed-in",
    });
  });

  it("on a device that has signed in before it is asked for", async () => {
    const { member, app } = await withApp();
    const first = await finishSignIn(visitor(), { ...(await beginToEnter(member.username)), code: app.code() });
    if (first.kind !== "signed-in") throw new Error(first.kind);
    const again = await signIn(visitor(), { login: member.username, password: PASSWORD, device: first.device });
    expect(again.kind).toBe("factor-due");
  });
});

describe("giving a second factor up", () => {
  it("is its person's own, takes the recovery codes with the last one, and is told by mail", async () => {
    const { member, caller, app } = await withApp();
    for (const other of [world.client, world.lead, world.stranger]) {
      await expect(removeApp(other.caller, { authenticatorId: app.id })).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(removeApp(world.superuser.caller, { authenticatorId: app.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await removeApp(caller, { authenticatorId: app.id });
    expect(await listFactors(caller, {})).toMatchObject({ apps: [], recoveryCodes: 0 });
    await enter(member.username);
    expect(
      await world.sql("select from emails where recipient = $1 and subject like '%was removed%'", [member.email]),
    ).toHaveLength(1);
  });

  it("is a superuser's for somebody else who has lost it: signed out, told, and never with a password set", async () => {
    const { member, caller } = await withApp();
    const [before] = await world.sql("select password_hash from credentials where user_id = $1", [member.id]);
    for (const other of [world.client, world.lead]) {
      await expect(resetFactors(other.caller, { userId: member.id })).rejects.toMatchObject({ code: "forbidden" });
    }
    const own = { userId: world.superuser.id };
    await expect(resetFactors(world.superuser.caller, own)).rejects.toMatchObject({ code: "forbidden" });
    expect(await resetFactors(world.superuser.caller, { userId: member.id })).toEqual({ removed: 1 });
    await expect(getCurrentActor(caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await enter(member.username);
    expect(await world.sql("select password_hash from credentials where user_id = $1", [member.id])).toEqual([before]);
    expect(await events(member.id)).toContain("FACTORS_RESET");
  });
});
