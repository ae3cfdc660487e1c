import { beforeAll, describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getInvitationLink } from "@/lib/identity/admin/get-invitation-link";
import { inviteUser } from "@/lib/identity/invite-user";
import type { Caller } from "@/lib/kernel/actor";
import { listMails } from "./list-mails";
import { readMail } from "./read-mail";
import { retryMail } from "./retry-mail";

const world = useWorld();
const root = () => world.superuser.caller;
let failed: number;
const shared = globalThis as unknown as { [key: symbol]: unknown };

beforeAll(async () => {
  const rows = await world.sql<{ id: number }>(
    `insert into emails (recipient, subject, body, status, last_error)
     values ('ann@x.test', 'Welcome', 'Hello', 'kept', null), ('bob@x.test', 'Reset', 'Secret link', 'failed', 'no route'),
            ('cy@x.test', 'Welcome', 'Hi', 'sent', null) returning id`,
  );
  failed = rows[1]!.id;
});

describe("the outbox", () => {
  it("lists mails without their texts, the latest first, by state and text, a page at a time", async () => {
    const first = await listMails(root(), { limit: 2 });
    expect(first.items.map((mail) => mail.recipient)).toEqual(["cy@x.test", "bob@x.test"]);
    expect(JSON.stringify(first)).not.toContain("Secret");
    const rest = await listMails(root(), { limit: 2, cursor: first.nextCursor! });
    expect(rest).toMatchObject({ items: [{ recipient: "ann@x.test" }], nextCursor: null });
    expect((await listMails(root(), { state: "failed" })).items).toMatchObject([{ lastError: "no route" }]);
    expect((await listMails(root(), { q: "WELCOME" })).items).toHaveLength(2);
  });

  it("shows a mail's text and logs who read it", async () => {
    expect(await readMail(root(), { mailId: failed })).toMatchObject({ body: "Secret link", canRetry: true });
    const [event] = await world.sql("select * from audit_log where use_case = 'notify.mail.read'");
    expect(event).toMatchObject({
      action: "READ",
      table_name: "emails",
      record_id: failed,
      user_id: world.superuser.id,
    });
    expect(JSON.stringify(event)).not.toContain("Secret");
  });

  it("sends again only where mail can be sent", async () => {
    await expect(retryMail(root(), { mailId: failed })).rejects.toMatchObject({ code: "conflict" });
    process.env.SMTP_URL = "smtp://127.0.0.1:9";
    shared[Symbol.for("securesphere.config")] = undefined;
    try {
      await retryMail(root(), { mailId: failed });
      await (shared[Symbol.for("securesphere.mailer")] as { running?: Promise<void> }).running;
    } finally {
      delete process.env.SMTP_URL;
      shared[Symbol.for("securesphere.config")] = undefined;
    }
    // Nobody listens there: one attempt was made, and another follows.
    const [mail] = await world.sql("select status, attempts from emails where id = $1", [failed]);
    expect(mail).toEqual({ status: "queued", attempts: 1 });
    const [row] = await world.sql("select * from audit_log where use_case = 'notify.mail.retry' and action = 'UPDATE'");
    expect(row).toMatchObject({ table_name: "emails", record_id: failed, user_id: world.superuser.id });
  });

  it("asks the database as often for many as for few", async () => {
    const few = await countStatements(() => listMails(root(), { limit: 1 }));
    expect(await countStatements(() => listMails(root(), { limit: 200 }))).toBe(few);
  });
});

describe("an invitation's link", () => {
  it("is shown to a superuser where mail is not sent, and that is logged", async () => {
    const input = { organizationId: world.acme, email: "new@x.test", role: "client" } as const;
    const { id } = await inviteUser(root(), input);
    const { link } = await getInvitationLink(root(), { invitationId: id });
    expect(link).toMatch(/^http:\/\/securesphere\.test\/invitation\/[\w-]{43}$/);
    const [event] = await world.sql("select * from audit_log where use_case = 'identity.invitation.read-link'");
    expect(event).toMatchObject({
      action: "READ",
      table_name: "user_invitations",
      record_id: id,
      organization_id: world.acme,
    });
    await world.sql("update user_invitations set revoked_at = now() where id = $1", [id]);
    await expect(getInvitationLink(root(), { invitationId: id })).rejects.toMatchObject({ code: "conflict" });
  });
});

it("is for superusers only", async () => {
  const { id } = await inviteUser(root(), { organizationId: world.acme, email: "z@x.test", role: "client" });
  const attempts: [string, (caller: Caller) => Promise<unknown>, string][] = [
    ["list", (caller) => listMails(caller, {}), "forbidden"],
    ["read", (caller) => readMail(caller, { mailId: failed }), "not_found"],
    ["retry", (caller) => retryMail(caller, { mailId: failed }), "not_found"],
    ["link", (caller) => getInvitationLink(caller, { invitationId: id }), "forbidden"],
  ];
  for (const [name, attempt, ownTenant] of attempts) {
    await expect(attempt(anonymous), `${name}, anonymous`).rejects.toMatchObject({ code: "unauthenticated" });
    for (const person of [world.client, world.lead]) {
      await expect(attempt(person.caller), name).rejects.toMatchObject({ code: ownTenant });
    }
    const afar = name === "list" ? "forbidden" : "not_found";
    await expect(attempt(world.stranger.caller), `${name}, another tenant`).rejects.toMatchObject({ code: afar });
  }
});
