import { describe, expect, it } from "vitest";
import { addAnswered, addSubmitted } from "@/e2e/support/answered";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld, type Person } from "@/e2e/support/world";
import { saveLeadComment } from "@/lib/assessment/save-lead-comment";
import { submitResponses } from "@/lib/assessment/submit-responses";
import { composeMails, lastDigest } from "./compose-mails";
import { deliverMails, type OutgoingMail } from "./deliver-mails";
import { listNotifications } from "./list-notifications";
import { savePreferences } from "./save-preferences";
import { unsubscribe } from "./unsubscribe";
import { unsubscribeToken } from "./unsubscribe-token";

const world = useWorld();

const told = (person: Person, n: number, more = {}) =>
  world.sql(
    `insert into notifications (organization_id, user_id, kind, topic, subject, link, mail, created_at)
     select $1, $2, 'comment_added', 'comment', 'Comment: matter ' || n, '/products/1?q=' || n, 'digest', now() - interval '2 days'
     from generate_series(1, $3) n`,
    [("organizationId" in more ? more.organizationId : world.acme) as number, person.id, n],
  );
const mailsTo = (person: Person) =>
  world.sql<{ subject: string; body: string; status: string; key: string }>(
    "select subject, body, status, key from emails where recipient = $1 order by id",
    [person.email],
  );
const queued = () => world.sql("update emails set status = 'queued' where status = 'kept'");

describe("a notice", () => {
  it("is mailed at once, in the digest, kept in the inbox or left out, as its reader chose", async () => {
    const product = await addSubmitted(world, 1);
    const people: Record<string, Person> = {};
    for (const delivery of ["instant", "digest", "inbox", "off"] as const) {
      const person = (people[delivery] = await world.addPerson("client", world.acme));
      await world.sql("insert into product_members (organization_id, product_id, user_id) values ($1, $2, $3)", [
        world.acme,
        product.id,
        person.id,
      ]);
      await savePreferences(person.caller, { comment: delivery });
    }
    await saveLeadComment(world.lead.caller, {
      product_id: product.id,
      response_id: product.responses[0],
      comment: "What people wrote",
    });
    const inbox = async (name: string) => (await listNotifications(people[name]!.caller, {})).notifications.length;
    expect([await inbox("instant"), await inbox("digest"), await inbox("inbox"), await inbox("off")]).toEqual([
      1, 1, 1, 0,
    ]);
    await composeMails();
    const [mail] = await mailsTo(people.instant!);
    expect(mail).toMatchObject({ status: "kept", subject: expect.stringMatching(/^Comment: /) });
    expect(mail!.body).toMatch(/http:\/\/securesphere\.test\/products\/\d+\/sections\/\d+\?q=\d+&thread=1$/);
    expect(mail!.body).not.toContain("What people wrote");
    for (const name of ["digest", "inbox", "off"]) expect(await mailsTo(people[name]!)).toEqual([]);
    await composeMails(new Date(Date.now() + 24 * 3600_000));
    expect(await mailsTo(people.digest!)).toHaveLength(1);
    expect(await mailsTo(people.instant!)).toHaveLength(1);
  });

  it("of one message comes once, whatever it is to its reader", async () => {
    const product = await addSubmitted(world, 1);
    const { username } = (
      await world.sql<{ username: string }>("select username from users where id = $1", [world.lead.id])
    )[0]!;
    const { comment_id } = await saveLeadComment(world.client.caller, {
      product_id: product.id,
      response_id: product.responses[0],
      comment: `See @${username}`,
    });
    const rows = await world.sql("select kind from notifications where key = $1 and user_id = $2", [
      `message:${comment_id}`,
      world.lead.id,
    ]);
    expect(rows).toEqual([{ kind: "mention" }]);
  });
});

describe("commands at the same time", () => {
  it("tell once of what happened once", async () => {
    const product = await addAnswered(world, 2);
    const hand = () => submitResponses(world.client.caller, { product_id: product.id });
    const done = await Promise.all([hand(), hand(), hand()]);
    expect(done.map(({ submitted }) => submitted).sort()).toEqual([0, 0, 2]);
    const count = () =>
      world.sql("select kind from notifications where link = $1", [`/reviews?product_id=${product.id}`]);
    expect(await count()).toEqual([{ kind: "responses_submitted" }]);
    const judge = () =>
      saveLeadComment(world.lead.caller, {
        product_id: product.id,
        response_id: product.responses[0],
        response_version: 2,
        status: "rejected",
        comment: "Once",
      }).catch((error: { code: string }) => error.code);
    const verdicts = await Promise.all([judge(), judge(), judge()]);
    expect(verdicts.filter((verdict) => verdict === "conflict")).toHaveLength(2);
    const told = await world.sql(
      "select user_id from notifications where kind = 'response_rejected' and link like $1",
      [`/products/${product.id}/%`],
    );
    expect(told).toEqual([{ user_id: world.client.id }]);
  });
});

describe("the digest", () => {
  it("is written once a day, by however many replicas, and again by none", async () => {
    const person = await world.addPerson("client", world.acme);
    await told(person, 3);
    await Promise.all([composeMails(), composeMails(), composeMails(), composeMails()]);
    const mails = await mailsTo(person);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ subject: "Your digest: 3 notices" });
    for (const n of [1, 2, 3]) expect(mails[0]!.body).toContain(`/products/1?q=${n}`);
    // What was too late for today's waits for tomorrow's.
    await told(person, 1);
    await composeMails();
    expect(await mailsTo(person)).toHaveLength(1);
    await composeMails(new Date(Date.now() + 24 * 3600_000));
    expect((await mailsTo(person)).map(({ subject }) => subject)).toEqual([
      "Your digest: 3 notices",
      "Your digest: one notice",
    ]);
  });

  it("leaves out what was read, and what its reader may not see any more", async () => {
    const lead = await world.addPerson("lead", world.superuser.organizationId);
    await world.sql("insert into assignments (organization_id, lead_id) values ($1, $3), ($2, $3)", [
      world.acme,
      world.other,
      lead.id,
    ]);
    await told(lead, 2);
    await told(lead, 1, { organizationId: world.other });
    await world.sql("update notifications set read_at = now() where user_id = $1 and subject like '%matter 2'", [
      lead.id,
    ]);
    await world.sql("delete from assignments where lead_id = $1 and organization_id = $2", [lead.id, world.other]);
    await composeMails();
    expect((await mailsTo(lead)).map(({ subject }) => subject)).toEqual(["Your digest: one notice"]);
  });

  it("costs one user's statements for however many notices", async () => {
    const few = await world.addPerson("client", world.acme);
    await told(few, 1);
    const forFew = await countStatements(() => composeMails());
    const many = await world.addPerson("client", world.acme);
    await told(many, 80);
    expect(await countStatements(() => composeMails())).toBe(forFew);
    expect((await mailsTo(many))[0]!.body).toContain("30 more");
  });

  it("is due at seven, UTC", () => {
    expect(lastDigest(new Date("2026-03-05T06:59:59Z")).toISOString()).toBe("2026-03-04T07:00:00.000Z");
    expect(lastDigest(new Date("2026-03-05T07:00:00Z")).toISOString()).toBe("2026-03-05T07:00:00.000Z");
  });
});

describe("a mail about notices", () => {
  it("is not sent once its reader lost the right, and the rest of a digest is written anew", async () => {
    const lead = await world.addPerson("lead", world.superuser.organizationId);
    await world.sql("insert into assignments (organization_id, lead_id) values ($1, $3), ($2, $3)", [
      world.acme,
      world.other,
      lead.id,
    ]);
    await told(lead, 1);
    await told(lead, 1, { organizationId: world.other });
    await composeMails();
    await queued();
    await world.sql("delete from assignments where lead_id = $1 and organization_id = $2", [lead.id, world.other]);
    const sent: OutgoingMail[] = [];
    const send = async (mail: OutgoingMail) => void (mail.to === lead.email && sent.push(mail));
    await deliverMails(send);
    expect(sent).toEqual([]);
    expect((await mailsTo(lead)).map(({ status }) => status)).toEqual(["withdrawn"]);
    await composeMails();
    await queued();
    await deliverMails(send);
    expect(sent.map(({ subject }) => subject)).toEqual(["Your digest: one notice"]);
    await world.sql("update users set is_active = false where id = $1", [lead.id]);
  });

  it("says where one POST ends mails like it, and keeps no token", async () => {
    const person = await world.addPerson("client", world.acme);
    await told(person, 1);
    await composeMails();
    await queued();
    const sent: OutgoingMail[] = [];
    await deliverMails(async (mail) => void (mail.to === person.email && sent.push(mail)));
    const token = unsubscribeToken({ userId: person.id, what: "digest" });
    expect(sent[0]!.unsubscribe).toBe(`http://securesphere.test/api/v1/unsubscribe/${token}`);
    expect(sent[0]!.text).toContain(`http://securesphere.test/unsubscribe/${token}`);
    expect((await mailsTo(person))[0]!.body).not.toContain(token);
  });
});

describe("ending mails", () => {
  it("ends those of one topic for who holds the token, and stands in the trail; the inbox goes on", async () => {
    const person = await world.addPerson("client", world.acme);
    await told(person, 2);
    const token = unsubscribeToken({ userId: person.id, what: "comment" });
    expect(await unsubscribe(anonymous, { token })).toEqual({ what: "comment" });
    await unsubscribe(anonymous, { token });
    await composeMails();
    expect(await mailsTo(person)).toEqual([]);
    const rows = await world.sql("select topic, delivery from notification_preferences where user_id = $1", [
      person.id,
    ]);
    expect(rows).toEqual([{ topic: "comment", delivery: "inbox" }]);
    const trail = await world.sql(
      "select actor, use_case from audit_log where table_name = 'notification_preferences' and new_values ->> 'user_id' = $1",
      [String(person.id)],
    );
    expect(trail).toEqual([{ actor: "system:mail", use_case: "notify.mail.unsubscribe" }]);
    expect((await listNotifications(person.caller, {})).notifications).toHaveLength(2);
  });

  it("ends the digest with all that is in it, and wakes nothing that was off", async () => {
    const person = await world.addPerson("client", world.acme);
    await savePreferences(person.caller, { verdict: "off", mention: "digest" });
    await unsubscribe(anonymous, { token: unsubscribeToken({ userId: person.id, what: "digest" }) });
    const rows = await world.sql<{ topic: string; delivery: string }>(
      "select topic, delivery from notification_preferences where user_id = $1",
      [person.id],
    );
    expect(Object.fromEntries(rows.map(({ topic, delivery }) => [topic, delivery]))).toEqual({
      comment: "inbox",
      mention: "inbox",
      other: "inbox",
      round: "inbox",
      verdict: "off",
    });
  });

  it.each([
    ["another's", (token: string) => token.replace(/^\d+/, "999")],
    ["for something else", (token: string) => token.replace("comment", "mention")],
    ["cut short", (token: string) => token.slice(0, -1)],
    ["made up", () => "x"],
  ])("refuses a token that is %s", async (_, change) => {
    const token = change(unsubscribeToken({ userId: world.client.id, what: "comment" }));
    await expect(unsubscribe(anonymous, { token })).rejects.toMatchObject({ code: "not_found" });
  });
});
