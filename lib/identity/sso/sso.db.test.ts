import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { addApp } from "@/e2e/support/factors";
import { enter, PASSWORD, useMembers, visitor } from "@/e2e/support/members";
import { CLIENT, startProvider, throughProvider, type Known } from "@/e2e/support/oidc-provider";
import { anonymous, useWorld } from "@/e2e/support/world";
import { disableUser } from "@/lib/identity/disable-user";
import { erasePerson } from "@/lib/identity/erase-person";
import { finishSignIn } from "@/lib/identity/factors/finish-sign-in";
import { getCurrentActor } from "@/lib/identity/get-current-actor";
import { signIn } from "@/lib/identity/sign-in";
import { hashToken } from "@/lib/identity/token";
import type { Caller } from "@/lib/kernel/actor";
import { beginSso, type Journey } from "./begin-sso";
import { checkIssuer } from "./check-issuer";
import { finishSso } from "./finish-sso";
import { getSso } from "./get-sso";
import { hasSso, offerSso } from "./offer-sso";
import { saveSso } from "./save-sso";

process.env.SSO_PRIVATE_HOSTS = "127.0.0.1,localhost";
const world = useWorld();
const members = useMembers(world);
let provider: Awaited<ReturnType<typeof startProvider>>;
let elsewhere: Awaited<ReturnType<typeof startProvider>>;

const redirect = (slug: string) => `http://securesphere.test/sign-in/sso/${slug}/callback`;
beforeAll(async () => {
  provider = await startProvider([redirect("acme"), redirect("other")]);
  elsewhere = await startProvider([redirect("acme")]);
});
afterAll(() => Promise.all([provider?.stop(), elsewhere?.stop()]));

const settings = () => ({
  organizationId: world.acme,
  slug: "acme",
  issuer: provider.issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  domains: "acme.test, example.test",
  roleClaim: "",
  clientValues: "",
  leadValues: "",
  fallbackRole: "",
  factorValues: "",
  justInTime: true,
  isOnly: false,
  isEnabled: true,
});
async function setUp(changed: Partial<ReturnType<typeof settings>> = {}) {
  const organizationId = changed.organizationId ?? world.acme;
  const { provider: standing } = await getSso(world.superuser.caller, { organizationId });
  await saveSso(world.superuser.caller, { ...settings(), ...changed, version: standing?.version ?? 0 });
}
beforeEach(async () => {
  await setUp();
  provider.tamper = undefined;
});

let people = 0;
/** Somebody new at the provider, with an address it vouches for. */
const somebody = (more: Partial<Known> = {}): Known => {
  const name = `person-${++people}`;
  return {
    sub: name,
    email: `${name}@acme.test`,
    email_verified: true,
    given_name: "Ann",
    family_name: "Lee",
    ...more,
  };
};

/** As far as the provider sends the browser back. */
async function travel(person: Known, slug = "acme") {
  provider.now = person;
  const { address, journey } = await beginSso(visitor(), { slug, next: "/" });
  return { journey, back: await throughProvider(address) };
}
const comeBack = (back: URL, journey: Journey | undefined, slug = "acme") =>
  finishSso(visitor(), { slug, query: back.search.slice(1), journey });
async function comeIn(person: Known, slug = "acme") {
  const { back, journey } = await travel(person, slug);
  expect(back.href.split("?")[0]).toBe(redirect(slug));
  return comeBack(back, journey, slug);
}
async function actorOf(outcome: Awaited<ReturnType<typeof comeIn>>) {
  if (outcome.kind !== "signed-in") throw new Error(JSON.stringify(outcome));
  const caller: Caller = { ...anonymous, credential: { kind: "session", hash: hashToken(outcome.token) } };
  return { caller, actor: await getCurrentActor(caller, {}) };
}
const refused = (reason: string) => ({ kind: "refused", reason });
const lastFailure = async () =>
  (
    await world.sql(
      "select organization_id, record_id, new_values from audit_log where action = 'LOGIN_FAILED' order by id desc limit 1",
    )
  )[0];

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
    const of = (account: string) => ({ issuer: provider.issuer, account });
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
    ["a name of another issuer", undefined, (back: URL) => back.searchParams.set("iss", elsewhere.issuer)],
    ["no code", undefined, (back: URL) => back.searchParams.delete("code")],
  ])("does not hold with %s", async (_what, changeJourney, changeBack) => {
    const { back, journey } = await travel(somebody());
    changeBack?.(back);
    expect(await comeBack(back, changeJourney?.(journey) ?? journey)).toEqual(refused("invalid"));
  });

  it("does not hold with a code of another provider", async () => {
    const { journey } = await beginSso(visitor(), { slug: "acme", next: "/" });
    const { address } = await beginSso(visitor(), { slug: "acme", next: "/" });
    elsewhere.now = somebody();
    const back = await throughProvider(address.replace(provider.issuer, elsewhere.issuer));
    back.searchParams.set("state", journey.state);
    expect(await comeBack(back, journey)).toEqual(refused("invalid"));
    back.searchParams.set("iss", provider.issuer);
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
    provider.tamper = (token) => change(token.split(".")).join(".");
    expect(await comeBack(back, journey)).toEqual(refused("invalid"));
  });

  it("may be a no", async () => {
    const { journey } = await beginSso(visitor(), { slug: "acme", next: "/" });
    const back = new URL(redirect("acme"));
    back.search = new URLSearchParams({
      error: "access_denied",
      state: journey.state,
      iss: provider.issuer,
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

describe("a second factor", () => {
  const sessionOf = async (userId: number) =>
    (
      await world.sql("select factor, factor_due from sessions where user_id = $1 order by id desc limit 1", [userId])
    )[0];

  it("of the account is asked for here, unless the provider's word counts for it", async () => {
    const member = await members.add();
    const app = await addApp(world, (await enter(member.username)).caller);
    const person = somebody({ email: member.email, amr: ["pwd", "mfa"] });
    const outcome = await comeIn(person);
    if (outcome.kind !== "factor-due") throw new Error(outcome.kind);
    expect(await finishSignIn(visitor(), { pending: outcome.pending, code: app.code() })).toMatchObject({
      kind: "signed-in",
      userId: member.id,
    });
    await setUp({ factorValues: "mfa" });
    await actorOf(await comeIn(person));
    expect(await sessionOf(member.id)).toEqual({ factor: "provider", factor_due: false });
    expect((await comeIn({ ...person, amr: ["pwd"] })).kind).toBe("factor-due");
  });

  it("that a rule requires is the provider's only where the settings say so", async () => {
    await world.sql("insert into factor_requirements (organization_id) values ($1)", [world.acme]);
    try {
      const person = somebody({ amr: ["mfa"] });
      const { actor } = await actorOf(await comeIn(person));
      expect(actor.mustAddFactor).toBe(true); // good for nothing but adding one
      await setUp({ factorValues: "mfa" });
      const { actor: strong } = await actorOf(await comeIn(person));
      expect(await sessionOf(strong.userId)).toEqual({ factor: "provider", factor_due: false });
    } finally {
      await world.sql("delete from factor_requirements");
    }
  });
});

describe("only by single sign-on", () => {
  it("stops passwords of clients and leads, and leaves superusers theirs", async () => {
    const member = await members.add();
    const chief = await members.withPassword(await world.addPerson("superuser", world.acme));
    const stranger = await members.withPassword(await world.addPerson("client", world.other));
    await setUp({ isOnly: true });
    expect(await signIn(visitor(), { login: member.username, password: PASSWORD })).toEqual({ kind: "refused" });
    expect((await lastFailure())!.new_values).toEqual({ reason: "single sign-on only" });
    expect((await signIn(visitor(), { login: chief.username, password: PASSWORD })).kind).toBe("signed-in");
    expect((await signIn(visitor(), { login: stranger.username, password: PASSWORD })).kind).toBe("signed-in");
    expect((await actorOf(await comeIn(somebody({ email: member.email })))).actor.userId).toBe(member.id);
    await setUp({ isOnly: true, isEnabled: false });
    expect((await signIn(visitor(), { login: member.username, password: PASSWORD })).kind).toBe("signed-in");
    await expect(beginSso(visitor(), { slug: "acme", next: "/" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is offered by domain alone, whether there is an account or not", async () => {
    expect(await hasSso(visitor(), {})).toBe(true);
    const offer = { slug: "acme", organization: "Acme", isOnly: false };
    expect(await offerSso(visitor(), { login: "nobody@Acme.test" })).toEqual(offer);
    expect(await offerSso(visitor(), { login: world.superuser.email })).toEqual(offer);
    for (const login of ["nobody@elsewhere.test", "acme.test", "somebody"])
      expect(await offerSso(visitor(), { login })).toBeUndefined();
  });
});

describe("setting it up", () => {
  it("keeps the secret sealed, shows it to nobody, and asks for it anew when it would go elsewhere", async () => {
    const shown = await getSso(world.superuser.caller, { organizationId: world.acme });
    expect(JSON.stringify(shown)).not.toContain(CLIENT.secret);
    expect(shown.provider).toMatchObject({ redirectAddress: redirect("acme"), domains: ["acme.test", "example.test"] });
    const trail = await world.sql<{ text: string }>(
      "select old_values::text || new_values::text as text from audit_log where table_name = 'sso_providers'",
    );
    expect(trail.map(({ text }) => text).join()).not.toContain(CLIENT.secret);
    const [row] = await world.sql<{ secret: Buffer }>(
      "select client_secret as secret from sso_providers where organization_id = $1",
      [world.acme],
    );
    expect(row!.secret.includes(CLIENT.secret)).toBe(false);
    await setUp({ clientSecret: "" });
    expect((await comeIn(somebody())).kind).toBe("signed-in");
    const fields = (path: string) => ({ code: "invalid", extras: { fields: [expect.objectContaining({ path })] } });
    await expect(setUp({ clientSecret: "", issuer: elsewhere.issuer })).rejects.toMatchObject(fields("clientSecret"));
    await expect(setUp({ clientSecret: "", clientId: "another" })).rejects.toMatchObject(fields("clientSecret"));
  });

  it("refuses issuers without TLS or in private networks that the operator has not named, and names that are taken", async () => {
    for (const issuer of [
      "http://login.example.com",
      "https://10.0.0.8",
      "https://[::1]:8443",
      "https://169.254.169.254/x",
      "http://127.0.0.2",
    ])
      await expect(setUp({ issuer }), issuer).rejects.toMatchObject({ code: "invalid" });
    await setUp({ organizationId: world.other, slug: "other", domains: "other.test" });
    await expect(setUp({ organizationId: world.other, slug: "acme", domains: "other.test" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(setUp({ organizationId: world.other, slug: "other", domains: "acme.test" })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("is told of a change made meanwhile, and costs the same whatever there is", async () => {
    const { provider: standing } = await getSso(world.superuser.caller, { organizationId: world.acme });
    await setUp({ justInTime: false });
    await expect(saveSso(world.superuser.caller, { ...settings(), version: standing!.version })).rejects.toMatchObject({
      code: "stale_version",
    });
    const few = await countStatements(() => comeIn(somebody()));
    for (let more = 0; more < 3; more += 1) await comeIn(somebody());
    expect(await countStatements(() => comeIn(somebody()))).toBe(few);
  });

  it("says what is wrong with an issuer", async () => {
    const check = (issuer: string) => checkIssuer(world.superuser.caller, { organizationId: world.acme, issuer });
    const fine = await check(provider.issuer);
    expect(fine.length).toBeGreaterThan(4);
    expect(fine.filter(({ ok }) => !ok)).toEqual([]);
    const wrong = async (issuer: string) => {
      const [finding, ...more] = await check(issuer);
      expect([finding!.ok, more]).toEqual([false, []]);
      return finding!.message;
    };
    expect(await wrong(provider.issuer.replace("127.0.0.1", "localhost"))).toMatch(/another issuer/);
    expect(await wrong(`${provider.issuer}/tenant`)).toMatch(/404/);
    expect(await wrong("http://127.0.0.1:9")).toMatch(/could not be reached/);
    expect(await wrong("https://10.1.2.3")).toMatch(/private network/);
    for (const { caller } of [world.client, world.lead, world.stranger])
      await expect(checkIssuer(caller, { organizationId: world.acme, issuer: provider.issuer })).rejects.toMatchObject({
        code: expect.stringMatching(/forbidden|not_found/) as string,
      });
  });
});
