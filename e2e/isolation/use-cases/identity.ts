import { randomUUID } from "node:crypto";
import { addDomainOf } from "@/e2e/support/exposures";
import { addApp, codeOf } from "@/e2e/support/factors";
import { PASSWORD } from "@/e2e/support/members";
import type { Person, World } from "@/e2e/support/world";
import { makePasskey } from "@/e2e/support/software-passkey";
import { startApp } from "@/lib/identity/factors/start-app";
import { hashPassword } from "@/lib/identity/password-hash";
import {
  EVERYONE,
  may,
  NOBODY,
  SUPERUSER,
  SUPERUSER_FINDS,
  SUPERUSER_OF,
  withoutPerson,
  type Table,
  type WithoutPerson,
} from "./expected";
import { renewSessions, type Accounts } from "./place";

const nothing = () => ({});
const user = ({ colleague }: Accounts) => ({ userId: colleague });
const organization = ({ acme }: Accounts) => ({ organizationId: acme });
const invitation = (at: Accounts) => ({ invitationId: at.invitation });
const account = (at: Accounts) => ({
  organization: "Acme",
  username: at.unique,
  email: `${at.unique}@example.test`,
  role: "client",
});

/** The person's password becomes the one that the use case is told. */
async function withPassword({ world }: Accounts, person: Person, hash: string) {
  await world.sql(
    `insert into credentials (user_id, password_hash) values ($1, $2)
     on conflict (user_id) do update set password_hash = excluded.password_hash`,
    [person.id, hash],
  );
  await renewSessions(world); // a new password ends them
}

const strangersDoor = (...names: string[]): Record<string, WithoutPerson> =>
  Object.fromEntries(
    names.map((name) => [name, withoutPerson("system:login", "a password or a link's token shows who it is")]),
  );
const setUp = withoutPerson("system:setup", "nobody has an account yet; the token that the start prints is asked for");

/** An app of the colleague's that waits for its first code. */
async function appOfColleague({ world }: Accounts) {
  const { authenticatorId, text } = await startApp(world.colleague.caller, { name: "Phone" });
  return { authenticatorId, code: codeOf(text) };
}

/** The colleague's, and superusers'. */
const OWN_ACCOUNT = "403 ok 403 ok 404 404 404";

/** Queries are tried on a place that is kept, while the colleague is another each time. */
const colleagueNow = ({ world }: Accounts) => ({ userId: world.colleague.id });

/** An export that the colleague asked for. */
async function personalExport({ world, acme, colleague }: Accounts) {
  const [job] = await world.sql<{ id: number }>(
    `insert into jobs (organization_id, user_id, kind, title, input, status)
     values ($1, $2, 'identity.personal-data', 'Personal data', $3, 'queued') returning id`,
    [acme, colleague, { userId: colleague }],
  );
  return { jobId: job!.id };
}

/** Of an organization that may have some already: those who may try come one after the other. */
async function ssoSettings({ world, acme, unique }: Accounts) {
  const [row] = await world.sql<{ version: number }>("select version from sso_providers where organization_id = $1", [
    acme,
  ]);
  const names = { slug: unique, issuer: "https://login.example.com", clientId: "x", clientSecret: "x" };
  const lists = { domains: `${unique}.test`, clientValues: "", leadValues: "", factorValues: "", fallbackRole: "" };
  const flags = { justInTime: false, isOnly: false, isEnabled: false };
  return { organizationId: acme, version: row?.version ?? 0, ...names, ...lists, ...flags };
}

const noPasskey = makePasskey({ origin: "https://elsewhere.test", rpID: "elsewhere.test" }).register({ challenge: "" });

/** An organization that nobody of these belongs to. */
async function leavingOrganization(world: World) {
  const name = `Leaving ${randomUUID()}`;
  const rows = await world.sql<{ id: number }>("insert into organizations (name) values ($1) returning id", [name]);
  return { organizationId: rows[0]!.id, name };
}

/** An erasure that another superuser asked for, and perhaps a third confirmed. */
async function askedErasure(world: World, isConfirmed = false) {
  const { organizationId, name } = await leavingOrganization(world);
  const asker = await world.addPerson("superuser", world.superuser.organizationId);
  const [row] = await world.sql<{ id: number }>(
    `insert into organization_erasures (subject_id, reason, requested_by, expires_at, confirmed_by, confirmed_at)
     values ($1, 'x', $2, now() + interval '7 days', $3::integer, case when $3::integer is not null then now() end) returning id`,
    [organizationId, asker.id, isConfirmed ? world.superuser.id : null],
  );
  return { erasureId: row!.id, name };
}

/** Everything that is about accounts, organizations and who may do what, on an account of Acme's. */
export const identityTable: Table<Accounts> = {
  ...strangersDoor("identity.session.guess", "identity.session.refuse", "identity.session.open"),
  ...strangersDoor("identity.session.open, whole", "identity.invitation.open", "identity.invitation.accept"),
  ...strangersDoor("identity.invitation.accept, whole", "identity.reset.request", "identity.reset.request, whole"),
  ...strangersDoor("identity.reset.open", "identity.reset.use", "identity.reset.use, whole"),
  ...strangersDoor("identity.session.finish", "identity.session.finish, whole", "identity.passkey.ask"),
  ...strangersDoor("identity.session.open-by-passkey", "identity.session.open-by-passkey, whole"),
  ...strangersDoor("identity.sso.any", "identity.sso.offer", "identity.session.ask-factor"),
  ...strangersDoor(
    "identity.sso.begin",
    "identity.sso.begin, whole",
    "identity.sso.finish",
    "identity.sso.finish, whole",
  ),
  ...strangersDoor("identity.sso.refuse", "identity.sso.enter"),
  "identity.setup.ask": setUp,
  "identity.setup.run": setUp,
  "identity.setup.run, whole": setUp,
  "demo.seed": withoutPerson("system:seed", "it fills an empty database"),

  "identity.session.list-all": may(SUPERUSER, nothing),
  "identity.key.list-all": may(SUPERUSER, nothing),
  "identity.actor.read": may(EVERYONE, nothing),
  "identity.profile.read": may(EVERYONE, nothing),
  "identity.profile.update": may(EVERYONE, () => ({ firstName: "New", lastName: "Name", phone: "" })),
  "identity.password.confirm": may(EVERYONE, nothing),
  "identity.password.change": may(EVERYONE, async (at, person) => {
    await withPassword(at, person, "as it was");
    return { expected: "as it was", replacement: "as it is now", hasFactor: false };
  }),
  "identity.password.change, whole": may(EVERYONE, async (at, person) => {
    await withPassword(at, person, (hash ??= await hashPassword(PASSWORD)));
    return { current: PASSWORD, replacement: "eleven herons argue softly" };
  }),
  "identity.session.list": may(EVERYONE, nothing, { shows: "one's own devices" }),
  "identity.session.end": may(EVERYONE, nothing),
  "identity.session.end-devices": may(EVERYONE, nothing),
  "identity.session.end-device": may("404 ok 404 ok 404 404 404", ({ session }) => ({ sessionId: session })),
  "identity.session.end-all": may(SUPERUSER_OF, user),
  "identity.session.list-of-user": may(SUPERUSER_OF, user),

  "identity.session.ask-proof": may(EVERYONE, nothing, { shows: "how oneself can show who one is" }),
  "identity.session.prove": may(EVERYONE, nothing),
  "identity.session.prove 2": may(EVERYONE, nothing),
  "identity.session.prove 3": may(EVERYONE, async (at, person) => {
    await withPassword(at, person, "as it is");
    return { expected: "as it is" };
  }),
  "identity.session.prove 4": may(EVERYONE, () => ({ code: "no code" })),
  "identity.session.prove, whole": may(EVERYONE, async (at, person) => {
    await withPassword(at, person, (hash ??= await hashPassword(PASSWORD)));
    return { password: PASSWORD };
  }),
  "identity.factor.list": may(EVERYONE, nothing, { shows: "one's own second factors" }),
  "identity.factor.start-app": may(EVERYONE, () => ({ name: "Phone" })),
  // Somebody else's does not exist.
  "identity.factor.confirm-app": may("404 ok 404 404 404 404 404", appOfColleague),
  "identity.factor.confirm-app, whole": may("404 ok 404 404 404 404 404", appOfColleague),
  "identity.factor.remove-app": may("404 ok 404 403 404 404 404", async (at) => ({
    authenticatorId: (await addApp(at.world, at.world.colleague.caller)).id,
  })),
  "identity.factor.renew-codes": may(EVERYONE, nothing, { ends: "conflict" }), // nobody has a factor here
  "identity.factor.reset": may(SUPERUSER_OF, user),
  "identity.factor.require": may(SUPERUSER, () => ({ role: "analyst", isRequired: true })),
  "identity.factor.list-requirements": may(SUPERUSER, nothing, { shows: "no rule is about Acme" }),
  // The address of these tests has no HTTPS.
  "identity.passkey.begin": may(EVERYONE, nothing, { ends: "conflict", shows: "nothing, without HTTPS" }),
  "identity.passkey.add": may(EVERYONE, () => ({ name: "", response: noPasskey }), { ends: "invalid" }),
  "identity.passkey.remove": may("404 ok 404 403 404 404 404", async ({ world, colleague }) => {
    const [row] = await world.sql<{ id: number }>(
      `insert into passkeys (user_id, credential_id, public_key, transports) values ($1, gen_random_uuid(), '', '{}') returning id`,
      [colleague],
    );
    return { passkeyId: row!.id };
  }),

  "identity.key.list": may(EVERYONE, nothing),
  // A key acts as its user, so nobody makes one for somebody else.
  "identity.key.create": may("403 ok 403 403 404 404 404", (at) => ({ ...user(at), scopes: ["products:read"] })),
  "identity.key.revoke": may("404 ok 404 ok 404 404 404", ({ key }) => ({ keyId: key })),

  "identity.account.create": may(NOBODY, (at) => ({ ...account(at), passwordHash: "x", mustChangePassword: true }), {
    by: "cli",
  }),
  "identity.account.create, whole": may(NOBODY, account, { by: "cli" }),
  "identity.account.list": may(NOBODY, nothing, { by: "cli" }),
  "identity.account.find": may(SUPERUSER_OF, ({ email }) => ({ login: email })),
  "identity.user.list": may(SUPERUSER, nothing),
  "identity.user.get": may(SUPERUSER_OF, user),
  "identity.user.create": may(SUPERUSER_OF, (at) => ({ ...account(at), ...organization(at) })),
  "identity.user.change-role": may(SUPERUSER_OF, (at) => ({ ...user(at), role: "lead" })),
  "identity.user.disable": may(SUPERUSER_OF, user),
  "identity.user.erase": may(SUPERUSER_OF, (at) => ({
    ...user(at),
    username: at.email.split("@")[0],
    reason: "asked for by the person",
  })),
  "identity.user.enable": may(SUPERUSER_OF, user),
  "identity.reset.send": may(SUPERUSER_OF, user),
  "identity.invitation.list": may(SUPERUSER, nothing),
  "identity.invitation.create": may(SUPERUSER_OF, (at) => ({
    ...organization(at),
    email: `${at.unique}@example.test`,
    role: "client",
  })),
  "identity.invitation.resend": may(SUPERUSER_OF, invitation),
  "identity.invitation.revoke": may(SUPERUSER_OF, invitation),
  "identity.invitation.read-link": may(SUPERUSER_OF, invitation),
  "identity.organization.list": may(SUPERUSER, nothing),
  "identity.organization.name": may(SUPERUSER, ({ acme }) => ({ ids: [acme] })),
  "identity.organization.get": may(SUPERUSER_OF, organization),
  "identity.organization.create": may(SUPERUSER, ({ unique }) => ({ name: unique })),
  "identity.organization.rename": may(SUPERUSER_OF, (at) => ({ ...organization(at), name: `Acme ${at.unique}` })),
  "identity.erasure.list": may(SUPERUSER, nothing),
  "identity.domain.add": may(SUPERUSER_OF, (at) => ({
    ...{ ...organization(at), domain: `${at.unique}.example.org`, verification: "TXT record" },
  })),
  "identity.domain.remove": may(SUPERUSER_OF, async ({ world, acme }) => {
    const domain = await addDomainOf(world, acme);
    const [row] = await world.sql<{ id: number }>("select id from organization_domains where domain = $1", [domain]);
    return { domainId: row!.id };
  }),
  "identity.erasure.get": may(SUPERUSER, organization),
  "identity.erasure.request": may(SUPERUSER_FINDS, async ({ world }) => ({
    ...(await leavingOrganization(world)),
    reason: "The contract ended",
  })),
  "identity.erasure.confirm": may(SUPERUSER_FINDS, ({ world }) => askedErasure(world)),
  "identity.erasure.withdraw": may(SUPERUSER_FINDS, ({ world }) => askedErasure(world)),
  "identity.erasure.check": may(SUPERUSER_FINDS, async ({ world }) => askedErasure(world, true)),
  "identity.erasure.remove-files": may(NOBODY, async ({ world }) => ({ ...(await askedErasure(world)), files: [] }), {
    by: "job:vault",
  }),
  "identity.personal-data.export": may(OWN_ACCOUNT, user),
  "identity.personal-data.find": may(OWN_ACCOUNT, colleagueNow, { shows: "whether there is an export of one's own" }),
  "identity.personal-data.get": may("404 ok 404 403 404 404 404", personalExport),
  "identity.personal-data.read": may(OWN_ACCOUNT, colleagueNow),
  "identity.personal-data.read 2": may(OWN_ACCOUNT, (at) => ({
    ...colleagueNow(at),
    table: "users",
    column: "id",
    afterId: 0,
  })),
  "identity.personal-data.read 3": may(OWN_ACCOUNT, (at) => ({ ...colleagueNow(at), time: "-infinity", id: 0 })),
  "identity.sso.get": may(SUPERUSER_OF, organization),
  "identity.sso.save": may(SUPERUSER_OF, ssoSettings),
  "identity.sso.check": may(SUPERUSER_OF, organization),
  "identity.sso.check, whole": may(SUPERUSER_OF, (at) => ({ ...organization(at), issuer: "https://10.0.0.8" })),
  "identity.assignment.list": may(SUPERUSER, organization),
  "identity.assignment.create": may(SUPERUSER_OF, (at) => ({ ...organization(at), leadId: at.spareLead })),
  "identity.assignment.delete": may(SUPERUSER_OF, (at) => ({ ...organization(at), leadId: at.lead })),
};

let hash: string | undefined;
