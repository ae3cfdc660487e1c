import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { getCurrentActor } from "@/lib/identity/get-current-actor";
import { beginSso, type Journey } from "@/lib/identity/sso/begin-sso";
import { finishSso } from "@/lib/identity/sso/finish-sso";
import { getSso } from "@/lib/identity/sso/get-sso";
import { saveSso } from "@/lib/identity/sso/save-sso";
import { hashToken } from "@/lib/identity/token";
import type { Caller } from "@/lib/kernel/actor";
import { visitor } from "./members";
import { CLIENT, startProvider, throughProvider, type Known } from "./oidc-provider";
import { anonymous, type World } from "./world";

type Provider = Awaited<ReturnType<typeof startProvider>>;

export const redirect = (slug: string) => `http://securesphere.test/sign-in/sso/${slug}/callback`;

const settingsOf = (organizationId: number, issuer: string) => ({
  organizationId,
  slug: "acme",
  issuer,
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

/** Acme's provider of single sign-on, set up anew before each test, and what people do there; and a provider elsewhere. */
export function useSso(world: World) {
  process.env.SSO_PRIVATE_HOSTS = "127.0.0.1,localhost";
  let people = 0;
  const sso = {
    provider: undefined as unknown as Provider,
    elsewhere: undefined as unknown as Provider,
    settings: () => settingsOf(world.acme, sso.provider.issuer),
    setUp: async (changed: Partial<ReturnType<typeof settingsOf>> = {}) => {
      const organizationId = changed.organizationId ?? world.acme;
      const { provider: standing } = await getSso(world.superuser.caller, { organizationId });
      await saveSso(world.superuser.caller, { ...sso.settings(), ...changed, version: standing?.version ?? 0 });
    },
    /** Somebody new at the provider, with an address it vouches for. */
    somebody: (more: Partial<Known> = {}): Known => {
      const name = `person-${++people}`;
      const known = { sub: name, email: `${name}@acme.test`, email_verified: true };
      return { ...known, given_name: "Ann", family_name: "Lee", ...more };
    },
    /** As far as the provider sends the browser back. */
    travel: async (person: Known, slug = "acme") => {
      sso.provider.now = person;
      const { address, journey } = await beginSso(visitor(), { slug, next: "/" });
      return { journey, back: await throughProvider(address) };
    },
    comeBack: (back: URL, journey: Journey | undefined, slug = "acme") =>
      finishSso(visitor(), { slug, query: back.search.slice(1), journey }),
    comeIn: async (person: Known, slug = "acme") => {
      const { back, journey } = await sso.travel(person, slug);
      expect(back.href.split("?")[0]).toBe(redirect(slug));
      return sso.comeBack(back, journey, slug);
    },
    lastFailure: async () =>
      (
        await world.sql(
          "select organization_id, record_id, new_values from audit_log where action = 'LOGIN_FAILED' order by id desc limit 1",
        )
      )[0],
  };
  beforeAll(async () => {
    sso.provider = await startProvider([redirect("acme"), redirect("other")]);
    sso.elsewhere = await startProvider([redirect("acme")]);
  });
  beforeEach(async () => {
    await sso.setUp();
    sso.provider.tamper = undefined;
  });
  afterAll(async () => {
    for (const each of [sso.provider, sso.elsewhere] as (Provider | undefined)[]) await each?.stop();
  });
  return sso;
}

/** Who came in, and as what. */
export async function actorOf(outcome: Awaited<ReturnType<typeof finishSso>>) {
  if (outcome.kind !== "signed-in") throw new Error(JSON.stringify(outcome));
  const caller: Caller = { ...anonymous, credential: { kind: "session", hash: hashToken(outcome.token) } };
  return { caller, actor: await getCurrentActor(caller, {}) };
}
