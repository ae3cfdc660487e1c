import { describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { addApp } from "@/e2e/support/factors";
import { enter, PASSWORD, useMembers, visitor } from "@/e2e/support/members";
import { CLIENT } from "@/e2e/support/oidc-provider";
import { actorOf, redirect, useSso } from "@/e2e/support/sso";
import { useWorld } from "@/e2e/support/world";
import { finishSignIn } from "@/lib/identity/factors/finish-sign-in";
import { signIn } from "@/lib/identity/sign-in";
import { beginSso } from "./begin-sso";
import { checkIssuer } from "./check-issuer";
import { getSso } from "./get-sso";
import { hasSso, offerSso } from "./offer-sso";
import { saveSso } from "./save-sso";

const world = useWorld();
const members = useMembers(world);
const sso = useSso(world);
const { settings, setUp, somebody, comeIn, lastFailure } = sso;

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
    for (const login of ["nobody@sso.elsewhere.test", "acme.test", "somebody"])
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
    await expect(setUp({ clientSecret: "", issuer: sso.elsewhere.issuer })).rejects.toMatchObject(
      fields("clientSecret"),
    );
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
    const fine = await check(sso.provider.issuer);
    expect(fine.length).toBeGreaterThan(4);
    expect(fine.filter(({ ok }) => !ok)).toEqual([]);
    const wrong = async (issuer: string) => {
      const [finding, ...more] = await check(issuer);
      expect([finding!.ok, more]).toEqual([false, []]);
      return finding!.message;
    };
    expect(await wrong(sso.provider.issuer.replace("127.0.0.1", "localhost"))).toMatch(/another issuer/);
    expect(await wrong(`${sso.provider.issuer}/tenant`)).toMatch(/404/);
    expect(await wrong("http://127.0.0.1:9")).toMatch(/could not be reached/);
    expect(await wrong("https://10.1.2.3")).toMatch(/private network/);
    for (const { caller } of [world.client, world.lead, world.stranger])
      await expect(
        checkIssuer(caller, { organizationId: world.acme, issuer: sso.provider.issuer }),
      ).rejects.toMatchObject({
        code: expect.stringMatching(/forbidden|not_found/) as string,
      });
  });
});
