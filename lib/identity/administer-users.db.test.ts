import { describe, expect, it } from "vitest";
import { anonymous, useWorld } from "@/e2e/support/world";
import type { Caller } from "@/lib/kernel/actor";
import { changeRole } from "./change-role";
import { createUser } from "./create-user";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { endSessionsOfUser } from "./end-sessions-of-user";
import { getCurrentActor } from "./get-current-actor";
import { inviteUser } from "./invite-user";
import { resendInvitation } from "./resend-invitation";
import { revokeInvitation } from "./revoke-invitation";
import { sendPasswordReset } from "./send-password-reset";

const world = useWorld();
const anna = { username: "anna", email: "Anna@Example.test", role: "client", firstName: "Anna" } as const;
const trail = (useCase: string) =>
  world.sql<{ table_name: string; action: string; user_id: number; new_values: Record<string, unknown> }>(
    "select * from audit_log where use_case = $1 and action <> 'REFUSED' order by id",
    [useCase],
  );
const mails = (to: string) =>
  world.sql<{ body: string; subject: string; status: string }>(
    "select * from emails where recipient = $1 order by id",
    [to],
  );

describe("administering users", () => {
  it("creates an account whose person chooses the password by a mailed link", async () => {
    const made = await createUser(world.superuser.caller, { ...anna, organizationId: world.acme });
    const [user] = await world.sql("select * from users where id = $1", [made.id]);
    expect(user).toMatchObject({ email: "anna@example.test", organization_id: world.acme, role: "client" });
    const [mail] = await mails("anna@example.test");
    expect(mail).toMatchObject({ status: "kept" });
    expect(mail!.body).toContain("http://securesphere.test/reset/");
    const rows = await trail("identity.user.create");
    expect(rows.map((row) => row.table_name)).toEqual(["users", "password_resets", "emails"]);
    expect(rows.every((row) => row.user_id === world.superuser.id)).toBe(true);
    expect(JSON.stringify(rows)).not.toContain("/reset/");
  });

  it("names the field when a user name or an e-mail is taken, in any case", async () => {
    const again = { ...anna, organizationId: world.acme };
    await expect(
      createUser(world.superuser.caller, { ...again, username: "ANNA", email: "x@example.test" }),
    ).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path: "username" }] },
    });
    await expect(createUser(world.superuser.caller, { ...again, username: "anna2" })).rejects.toMatchObject({
      extras: { fields: [{ path: "email" }] },
    });
  });

  it("invites by a link, once per e-mail: a new one replaces the earlier", async () => {
    const input = { organizationId: world.acme, email: "ben@example.test", role: "client" } as const;
    await inviteUser(world.superuser.caller, input);
    const second = await inviteUser(world.superuser.caller, input);
    const rows = await world.sql("select id from user_invitations where email = $1 and revoked_at is null", [
      input.email,
    ]);
    expect(rows).toEqual([{ id: second.id }]);
    const sent = await mails(input.email);
    expect(sent).toHaveLength(2);
    expect(sent[0]!.body).toMatch(/http:\/\/securesphere\.test\/invitation\/[\w-]{43}/);
    expect(JSON.stringify(await trail("identity.invitation.create"))).not.toContain("/invitation/");

    const third = await resendInvitation(world.superuser.caller, { invitationId: second.id });
    await revokeInvitation(world.superuser.caller, { invitationId: third.id });
    const open = await world.sql("select id from user_invitations where email = $1 and revoked_at is null", [
      input.email,
    ]);
    expect(open).toEqual([]);
  });

  it("does not invite who has an account", async () => {
    const input = { organizationId: world.acme, email: world.client.email, role: "client" } as const;
    await expect(inviteUser(world.superuser.caller, input)).rejects.toMatchObject({
      extras: { fields: [{ path: "email" }] },
    });
  });

  it("disables at once, enables again, and the old session stays ended", async () => {
    const person = await world.addPerson("client", world.acme);
    await disableUser(world.superuser.caller, { userId: person.id });
    await expect(getCurrentActor(person.caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await enableUser(world.superuser.caller, { userId: person.id });
    await expect(getCurrentActor(person.caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
    const [row] = await world.sql("select is_active, disabled_at from users where id = $1", [person.id]);
    expect(row).toEqual({ is_active: true, disabled_at: null });
  });

  it("changes a role: sessions end, a lead's assignments go", async () => {
    const lead = await world.addPerson("lead", world.superuser.organizationId);
    await world.sql("insert into assignments (organization_id, lead_id) values ($1, $2)", [world.acme, lead.id]);
    await changeRole(world.superuser.caller, { userId: lead.id, role: "analyst" });
    await expect(getCurrentActor(lead.caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await world.sql("select from assignments where lead_id = $1", [lead.id])).toEqual([]);
  });

  it("nobody changes the standing of its own account", async () => {
    const self = { userId: world.superuser.id };
    await expect(disableUser(world.superuser.caller, self)).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeRole(world.superuser.caller, { ...self, role: "client" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("mails a reset link, which the superuser does not see", async () => {
    const person = await world.addPerson("client", world.acme);
    expect(await sendPasswordReset(world.superuser.caller, { userId: person.id })).toEqual({ link: undefined });
    expect((await mails(person.email))[0]!.body).toContain("http://securesphere.test/reset/");
  });

  it("signs an account out everywhere", async () => {
    const person = await world.addPerson("client", world.acme);
    expect(await endSessionsOfUser(world.superuser.caller, { userId: person.id })).toEqual({ ended: 1 });
    await expect(getCurrentActor(person.caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("is for superusers only", async () => {
    const invitation = await inviteUser(world.superuser.caller, {
      organizationId: world.acme,
      email: "eve@example.test",
      role: "client",
    });
    const attempts: [string, (caller: Caller) => Promise<unknown>][] = [
      [
        "create",
        (caller) =>
          createUser(caller, { ...anna, username: "eve", email: "eve2@example.test", organizationId: world.acme }),
      ],
      [
        "invite",
        (caller) => inviteUser(caller, { organizationId: world.acme, email: "eve3@example.test", role: "superuser" }),
      ],
      ["resend", (caller) => resendInvitation(caller, { invitationId: invitation.id })],
      ["revoke", (caller) => revokeInvitation(caller, { invitationId: invitation.id })],
      ["disable", (caller) => disableUser(caller, { userId: world.colleague.id })],
      ["enable", (caller) => enableUser(caller, { userId: world.colleague.id })],
      ["change role", (caller) => changeRole(caller, { userId: world.colleague.id, role: "superuser" })],
      ["reset", (caller) => sendPasswordReset(caller, { userId: world.colleague.id })],
      ["end sessions", (caller) => endSessionsOfUser(caller, { userId: world.colleague.id })],
    ];
    for (const [name, attempt] of attempts) {
      await expect(attempt(anonymous), `${name}, anonymous`).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(attempt(world.client.caller), `${name}, client`).rejects.toMatchObject({ code: "forbidden" });
      await expect(attempt(world.lead.caller), `${name}, lead`).rejects.toMatchObject({ code: "forbidden" });
      const afar = await attempt(world.stranger.caller).catch((error: { code: string }) => error.code);
      expect(afar, `${name}, another tenant`).toBe("not_found");
    }
    await expect(getCurrentActor(world.colleague.caller, {})).resolves.toMatchObject({ role: "client" });
  });
});
