import { describe, expect, it } from "vitest";
import { enter, PASSWORD, useMembers, visitor } from "@/e2e/support/members";
import { anonymous, useWorld } from "@/e2e/support/world";
import { acceptInvitation } from "./accept-invitation";
import { getCurrentActor } from "./get-current-actor";
import { inviteUser } from "./invite-user";
import { openInvitation } from "./open-invitation";
import { openReset } from "./open-reset";
import { requestReset } from "./request-reset";
import { resetPassword } from "./reset-password";

const world = useWorld();
const members = useMembers(world);
const GOOD = "a heron counts brass kettles";
const gone = { code: "not_found" };

/** The token in the latest mail to somebody. */
async function mailedToken(to: string): Promise<string> {
  const [mail] = await world.sql<{ body: string }>(
    "select body from emails where recipient = $1 order by id desc limit 1",
    [to],
  );
  return /^http:\/\/securesphere\.test\/(?:invitation|reset)\/([\w-]{43})$/m.exec(mail!.body)![1]!;
}

async function invite(email: string, role: "client" | "lead" = "client") {
  const made = await inviteUser(world.superuser.caller, { organizationId: world.acme, email, role });
  return { ...made, token: await mailedToken(email) };
}

const person = (token: string, username: string) => ({
  token,
  username,
  firstName: "New",
  lastName: "Person",
  password: GOOD,
});

describe("an invitation", () => {
  it("makes the promised account once, and looking does not use it up", async () => {
    const { token } = await invite("new@example.test", "lead");
    const offered = { organization: "Acme", email: "new@example.test", role: "lead" };
    expect(await openInvitation(anonymous, { token })).toEqual(offered);
    expect(await openInvitation(anonymous, { token })).toEqual(offered);
    await acceptInvitation(anonymous, person(token, "new.person"));
    const { caller } = await enter("new.person", GOOD);
    expect(await getCurrentActor(caller, {})).toMatchObject({
      role: "lead",
      organization: "Acme",
      email: "new@example.test",
    });
    await expect(openInvitation(anonymous, { token })).rejects.toMatchObject(gone);
    await expect(acceptInvitation(anonymous, person(token, "second.person"))).rejects.toMatchObject(gone);
    const rows = await world.sql(
      "select table_name, actor from audit_log where use_case = 'identity.invitation.accept' order by id",
    );
    expect(rows.map((row) => row.table_name)).toEqual(["users", "credentials", "user_invitations"]);
    expect(new Set(rows.map((row) => row.actor))).toEqual(new Set(["system:login"]));
  });

  it("is accepted once, also by two at the same time", async () => {
    const { token } = await invite("race@example.test");
    const both = await Promise.allSettled(
      ["racer.one", "racer.two"].map((name) => acceptInvitation(anonymous, person(token, name))),
    );
    expect(both.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is worth nothing once it expired or was replaced, and for any other token", async () => {
    const expired = await invite("late@example.test");
    await world.sql("update user_invitations set expires_at = now() where id = $1", [expired.id]);
    const replaced = await invite("twice@example.test");
    await invite("twice@example.test");
    for (const token of [expired.token, replaced.token, "x".repeat(43), ""]) {
      await expect(openInvitation(anonymous, { token }), token).rejects.toMatchObject(gone);
      await expect(acceptInvitation(anonymous, person(token, "nobody.new"))).rejects.toMatchObject(gone);
    }
  });

  it("wants a good password and a user name that can be used, and stays open until then", async () => {
    const { token } = await invite("picky@example.test");
    const path = (name: string) => ({ code: "invalid", extras: { fields: [{ path: name }] } });
    await expect(acceptInvitation(anonymous, { ...person(token, "picky"), password: "short" })).rejects.toMatchObject(
      path("password"),
    );
    await expect(
      acceptInvitation(anonymous, { ...person(token, "picky"), password: "acme acme picky 2026" }),
    ).rejects.toMatchObject(path("password"));
    await expect(acceptInvitation(anonymous, person(token, "a@b"))).rejects.toMatchObject(path("username"));
    const member = await members.add();
    await expect(acceptInvitation(anonymous, person(token, member.username.toUpperCase()))).rejects.toMatchObject(
      path("username"),
    );
    await acceptInvitation(anonymous, person(token, "picky"));
  });

  it("does not open a session", async () => {
    const { token } = await invite("session@example.test");
    const caller = { ...anonymous, credential: { kind: "session", hash: Buffer.from(token, "base64url") } } as const;
    await expect(getCurrentActor(caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("a password reset", () => {
  it("sets the password once, ends every session, and says so by mail", async () => {
    const member = await members.add();
    const { caller } = await enter(member.username);
    await requestReset(visitor(), { login: member.username.toUpperCase() });
    const token = await mailedToken(member.email);
    expect(await openReset(anonymous, { token })).toEqual({ username: member.username, email: member.email });
    await expect(resetPassword(anonymous, { token, password: "short" })).rejects.toMatchObject({ code: "invalid" });
    await resetPassword(anonymous, { token, password: GOOD });
    await expect(getCurrentActor(caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(enter(member.username, PASSWORD)).rejects.toThrow("refused");
    await enter(member.username, GOOD);
    await expect(resetPassword(anonymous, { token, password: GOOD })).rejects.toMatchObject(gone);
    const [last] = await world.sql("select subject from emails where recipient = $1 order by id desc limit 1", [
      member.email,
    ]);
    expect(last).toEqual({ subject: "Your SecureSphere password was changed" });
  });

  it("makes the other links of the account worthless, and expires", async () => {
    const member = await members.add();
    await requestReset(visitor(), { login: member.email });
    const first = await mailedToken(member.email);
    await requestReset(visitor(), { login: member.email });
    const second = await mailedToken(member.email);
    await world.sql(
      "update password_resets set expires_at = now() where user_id = $1 and id = (select max(id) from password_resets)",
      [member.id],
    );
    await expect(openReset(anonymous, { token: second })).rejects.toMatchObject(gone);
    await requestReset(visitor(), { login: member.email });
    await resetPassword(anonymous, { token: await mailedToken(member.email), password: GOOD });
    await expect(resetPassword(anonymous, { token: first, password: GOOD })).rejects.toMatchObject(gone);
  });

  it("answers alike, after the same time, whether there is such an account or not", async () => {
    const member = await members.add();
    const disabled = await members.add();
    await world.sql("update users set is_active = false where id = $1", [disabled.id]);
    const times: number[] = [];
    for (const login of [member.email, "nobody@example.test", disabled.email]) {
      const before = performance.now();
      expect(await requestReset(visitor(), { login })).toBeUndefined();
      times.push(performance.now() - before);
    }
    expect(Math.min(...times)).toBeGreaterThanOrEqual(245);
    expect(
      await world.sql("select from emails where recipient in ($1, 'nobody@example.test')", [disabled.email]),
    ).toEqual([]);
  });

  it("floods nobody's mailbox, and stops an address that asks for everybody", async () => {
    const member = await members.add();
    await Promise.all(Array.from({ length: 8 }, () => requestReset(visitor(), { login: member.email })));
    expect(await world.sql("select from emails where recipient = $1", [member.email])).toHaveLength(5);
    const caller = { ...anonymous, address: "198.51.100.9" };
    const asked = await Promise.allSettled(
      Array.from({ length: 32 }, (_, at) => requestReset(caller, { login: `someone-${at}` })),
    );
    expect(asked.filter((result) => result.status === "rejected")).toHaveLength(2);
  });
});
