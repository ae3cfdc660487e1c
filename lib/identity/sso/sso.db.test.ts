import { describe, expect, it } from "vitest";
import { useMembers, visitor } from "@/e2e/support/members";
import { startProvider, throughProvider } from "@/e2e/support/oidc-provider";
import { actorOf, redirect, useSso } from "@/e2e/support/sso";
import { useWorld } from "@/e2e/support/world";
import { disableUser } from "@/lib/identity/disable-user";
import { erasePerson } from "@/lib/identity/erase-person";
import { getCurrentActor } from "@/lib/identity/get-current-actor";
import { beginSso, type Journey } from "./begin-sso";

const world = useWorld();
const members = useMembers(world);
const sso = useSso(world);
const { setUp, somebody, travel, comeBack, comeIn, lastFailure } = sso;

const refused = (reason: string) => ({ kind: "refused", reason });

describe("signing in at the organization's provider", () => {
  it("makes an account the first time, finds it by the provider's name for it afterwards, and says both in the trail", async () => {
    const person = somebody();
    const first = await actorOf(await comeIn(person));
    expect(first.actor).toMatchObject({
      role: "client",
      organizationId: world.acme,
      email: person.email,
      name: "Ann Lee",
    });
    // Another address there changes nothing here: the account is the same.
    const again = await actorOf(await comeIn({ ...person, email: "renamed@acme.test" }));
    expect(again.actor.userId).toBe(first.actor.userId);
    expect(again.actor.email).toBe(person.email);
    const events = await world.sql(
      "select actor, organization_id, new_values from audit_log where action = 'SSO_ACCEPTED' and record_id = $1 order by id",
      [first.actor.userId],
    );
    const of = (account: string) => ({ issuer: sso.provider.issuer, account });
    expect(events).toEqual([
      { actor: "system:login", organization_id: world.acme, new_values: of("made") },
      { actor: "system:login", organization_id: world.acme, new_values: of("linked") },
    ]);
    expect(
      await world.sql("select from audit_log where action = 'LOGIN' and user_id = $1", [first.actor.userId]),
    ).toHaveLength(2);
    const [row] = await world.sql<{ row: string }>(
      "select to_jsonb(i)::text as row from sso_identities i where user_id = $1",
      [first.actor.userId],
    );
    expect(row!.row).not.toContain(person.sub);
  });

  it("links an account of the organization by an address that is vouched for, and keeps it linked with that person", async () => {
    const member = await members.add();
    const person = somebody({ email: member.email.toUpperCase() });
    expect((await actorOf(await comeIn(person))).actor.userId).toBe(member.id);
    expect(await comeIn(somebody({ email: member.email }))).toEqual(refused("linked"));
  });

  it("links nobody by an address that is not vouched for, or of another domain", async () => {
    const member = await members.add();
    expect(await comeIn(somebody({ email: member.email, email_verified: false }))).toEqual(refused("email"));
    expect(await comeIn(somebody({ email: undefined }))).toEqual(refused("email"));
    expect(await comeIn(somebody({ email: "ann@evil.test" }))).toEqual(refused("domain"));
    expect(await lastFailure()).toEqual({
      organization_id: world.acme,
      record_id: null,
      new_values: { method: "sso", reason: "domain", slug: "acme" },
    });
  });

  it("reaches no account of another tenant, whatever address is said, nor by another tenant's link", async () => {
    expect(await comeIn(somebody({ email: world.stranger.email }))).toEqual(refused("account"));
    expect((await lastFailure())!.record_id).toBeNull();
    // The same person at the same provider is nobody at another organization.
    const person = somebody();
    const { actor } = await actorOf(await comeIn(person));
    await setUp({ organizationId: world.other, slug: "other", domains: "other.test", justInTime: false });
    expect(await comeIn(person, "other")).toEqual(refused("domain"));
    expect(await comeIn({ ...person, email: "somebody@other.test" }, "other")).toEqual(refused("account"));
    expect(await world.sql("select organization_id from sso_identities where user_id = $1", [actor.userId])).toEqual([
      { organization_id: world.acme },
    ]);
  });

  it("makes no account where that is off, and lets nobody in who is disabled, erased or more than a lead", async () => {
    const [disabled, erased] = [somebody(), somebody()];
    const ids: number[] = [];
    for (const person of [disabled, erased]) ids.push((await actorOf(await comeIn(person))).actor.userId);
    await disableUser(world.superuser.caller, { userId: ids[0]! });
    const [{ username }] = (await world.sql<{ username: string }>("select username from users where id = $1", [
      ids[1],
    ])) as [{ username: string }];
    await erasePerson(world.superuser.caller, { userId: ids[1]!, username, reason: "asked for" });
    expect(await comeIn(disabled)).toEqual(refused("closed"));
    expect(await comeIn(erased)).toEqual(refused("closed"));
    const chief = await world.addPerson("superuser", world.acme);
    expect(await comeIn(somebody({ email: chief.email }))).toEqual(refused("protected"));
    await setUp({ justInTime: false });
    expect(await comeIn(somebody())).toEqual(refused("account"));
  });
});

describe("roles", () => {
  it("follow the provider's at each sign-in, end other sessions and what a lead was assigned to, and are never superuser", async () => {
    await setUp({ roleClaim: "groups", clientValues: "staff, superuser", leadValues: "assessors", fallbackRole: "" });
    const person = somebody({ groups: ["assessors"] });
    const asLead = await actorOf(await comeIn(person));
    expect(asLead.actor.role).toBe("lead");
    await world.sql("insert into assignments (organization_id, lead_id) values ($1, $2)", [
      world.acme,
      asLead.actor.userId,
    ]);
    const asClient = await actorOf(await comeIn({ ...person, groups: ["superuser", "staff"] }));
    expect(asClient.actor).toMatchObject({ userId: asLead.actor.userId, role: "client" });
    await expect(getCurrentActor(asLead.caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await world.sql("select from assignments where lead_id = $1", [asLead.actor.userId])).toEqual([]);
    expect(await comeIn({ ...person, groups: ["visitors"] })).toEqual(refused("role"));
    expect(await comeIn(somebody({ groups: "superusers" }))).toEqual(refused("role"));
    const changes = await world.sql(
      "select new_values ->> 'role' as role from audit_log where table_name = 'users' and record_id = $1 and action = 'UPDATE'",
      [asLead.actor.userId],
    );
    expect(changes).toEqual([{ role: "client" }]);
    await setUp({ roleClaim: "groups", clientValues: "", leadValues: "assessors", fallbackRole: "client" });
    expect((await actorOf(await comeIn(somebody({ groups: [] })))).actor.role).toBe("client");
  });
});

describe("what the provider sends", () => {
  it("is taken once, by the browser that began, for the organization it began for", async () => {
    const { back, journey } = await travel(somebody());
    expect(await comeBack(back, undefined)).toEqual(refused("expired"));
    expect(await comeBack(back, { ...journey, slug: "other" })).toEqual(refused("expired"));
    expect((await comeBack(back, journey)).kind).toBe("signed-in");
    expect(await comeBack(back, journey)).toEqual(refused("expired"));
    // Nor does the provider take the code again for a sign-in begun anew.
    const { journey: fresh } = await beginSso(visitor(), { slug: "acme", next: "/" });
    back.searchParams.set("state", fresh.state);
    expect(await comeBack(back, { ...fresh, verifier: journey.verifier, nonce: journey.nonce })).toEqual(
      refused("invalid"),
    );
  });

  it.each([
    ["another state", (journey: Journey) => ({ ...journey, state: "another" }), undefined],
    ["another nonce", (journey: Journey) => ({ ...journey, nonce: "another" }), undefined],
    ["another verifier", (journey: Journey) => ({ ...journey, verifier: "v".repeat(43) }), undefined],
    ["a name of another issuer", undefined, (back: URL) => back.searchParams.set("iss", sso.elsewhere.issuer)],
    ["no code", undefined, (back: URL) => back.searchParams.delete("code")],
  ])("does not hold with %s", async (_what, changeJourney, changeBack) => {
    const { back, journey } = await travel(somebody());
    changeBack?.(back);
    expect(await comeBack(back, changeJourney?.(journey) ?? journey)).toEqual(refused("invalid"));
  });

  it("does not hold with a code of another provider", async () => {
    const { journey } = await beginSso(visitor(), { slug: "acme", next: "/" });
    const { address } = await beginSso(visitor(), { slug: "acme", next: "/" });
    sso.elsewhere.now = somebody();
    const back = await throughProvider(address.replace(sso.provider.issuer, sso.elsewhere.issuer));
    back.searchParams.set("state", journey.state);
    expect(await comeBack(back, journey)).toEqual(refused("invalid"));
    back.searchParams.set("iss", sso.provider.issuer);
    const { journey: fresh } = await beginSso(visitor(), { slug: "acme", next: "/" });
    back.searchParams.set("state", fresh.state);
    expect(await comeBack(back, fresh)).toEqual(refused("invalid"));
  });

  it.each<[string, (part: string[]) => string[]]>([
    ["a token signed by nobody", ([, body]) => [encode({ alg: "none" }), body!, ""]],
    [
      "a token changed after it was signed",
      ([head, body, end]) => [head!, encode({ ...read(body!), email_verified: 1 }), end!],
    ],
    ["a token for another client", ([head, body, end]) => [head!, encode({ ...read(body!), aud: "another" }), end!]],
    [
      "a token of another issuer",
      ([head, body, end]) => [head!, encode({ ...read(body!), iss: "https://x.test" }), end!],
    ],
    ["a token that is over", ([head, body, end]) => [head!, encode({ ...read(body!), exp: 1_000 }), end!]],
  ])("does not hold with %s", async (_what, change) => {
    const { back, journey } = await travel(somebody());
    sso.provider.tamper = (token) => change(token.split(".")).join(".");
    expect(await comeBack(back, journey)).toEqual(refused("invalid"));
  });

  it("may be a no", async () => {
    const { journey } = await beginSso(visitor(), { slug: "acme", next: "/" });
    const back = new URL(redirect("acme"));
    back.search = new URLSearchParams({
      error: "access_denied",
      state: journey.state,
      iss: sso.provider.issuer,
    }).toString();
    expect(await comeBack(back, journey)).toEqual(refused("denied"));
  });

  it("may be nothing: then the sign-in says so, and does not hang", async () => {
    const passing = await startProvider([redirect("acme")]);
    await setUp({ issuer: passing.issuer });
    passing.now = somebody();
    const { address, journey } = await beginSso(visitor(), { slug: "acme", next: "/" });
    const back = await throughProvider(address);
    await passing.stop();
    expect(await comeBack(back, journey)).toEqual(refused("away"));
    await setUp({ issuer: passing.issuer, clientId: "another", clientSecret: "another" }); // nothing is known of it any more
    await expect(beginSso(visitor(), { slug: "acme", next: "/" })).rejects.toMatchObject({ code: "unavailable" });
  });
});

const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
