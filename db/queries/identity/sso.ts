import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { ssoProviders, type SsoRole } from "@/db/schema/identity/sso-providers";

const shown = {
  id: ssoProviders.id,
  organizationId: ssoProviders.organizationId,
  slug: ssoProviders.slug,
  issuer: ssoProviders.issuer,
  clientId: ssoProviders.clientId,
  roleClaim: ssoProviders.roleClaim,
  clientValues: ssoProviders.clientValues,
  leadValues: ssoProviders.leadValues,
  fallbackRole: ssoProviders.fallbackRole,
  justInTime: ssoProviders.justInTime,
  isOnly: ssoProviders.isOnly,
  factorValues: ssoProviders.factorValues,
  isEnabled: ssoProviders.isEnabled,
  version: ssoProviders.version,
};

/** What a superuser sets, without the secret. */
export interface SsoSettings {
  slug: string;
  issuer: string;
  clientId: string;
  roleClaim: string;
  clientValues: string[];
  leadValues: string[];
  fallbackRole: SsoRole | null;
  justInTime: boolean;
  isOnly: boolean;
  factorValues: string[];
  isEnabled: boolean;
}

/** The provider of an organization with its domains and how many accounts it is linked with; undefined: none is set up. */
export async function findProvider(tx: Tx, organizationId: number) {
  const [row] = await tx
    .select({
      ...shown,
      // Named in full: a select from one table leaves the table's name away.
      domains: sql<
        string[]
      >`array(select d.domain from sso_domains d where d.organization_id = sso_providers.organization_id order by d.domain)`,
      linked: sql<number>`(select count(*)::integer from sso_identities i where i.organization_id = sso_providers.organization_id and i.issuer = sso_providers.issuer)`,
    })
    .from(ssoProviders)
    .where(eq(ssoProviders.organizationId, organizationId));
  return row;
}

type Sealed = { clientSecret: Buffer; dataKeyId: number };

export async function insertProvider(tx: Tx, row: SsoSettings & Sealed & { organizationId: number }): Promise<void> {
  await tx.insert(ssoProviders).values(row).returning({ id: ssoProviders.id });
}

/** Changes what is set, and the secret where one is given; false: it was changed since this version. */
export async function updateProvider(
  tx: Tx,
  at: { organizationId: number; version: number },
  row: SsoSettings & Partial<Sealed>,
): Promise<boolean> {
  const changed = await tx
    .update(ssoProviders)
    .set({ ...row, version: at.version + 1, updatedAt: sql`now()` })
    .where(and(eq(ssoProviders.organizationId, at.organizationId), eq(ssoProviders.version, at.version)))
    .returning({ id: ssoProviders.id });
  return changed.length > 0;
}

/** The organization's mail domains become these; rows that stay are not touched. */
export async function replaceDomains(tx: Tx, organizationId: number, domains: string[]): Promise<void> {
  const list = sql`${sql.param(domains)}::text[]`;
  await tx.execute(sql`delete from sso_domains where organization_id = ${organizationId} and domain <> all (${list})`);
  await tx.execute(sql`insert into sso_domains (organization_id, domain)
    select ${organizationId}, d from unnest(${list}) d
     where not exists (select from sso_domains s where s.organization_id = ${organizationId} and s.domain = d)`);
}

/** A provider as signing in needs it. */
export interface SsoProvider extends Omit<SsoSettings, "isOnly" | "isEnabled"> {
  id: number;
  organizationId: number;
  organization: string;
  clientSecret: Buffer;
  dataKey: { id: number; organizationId: number; ringKeyId: string; wrappedKey: Buffer };
  domains: string[];
  version: number;
}

/** The enabled provider behind a name in an address. Passes by the policies: log-in knows no actor yet. */
export async function findSso(tx: Tx, slug: string): Promise<SsoProvider | undefined> {
  const { rows } = await tx.execute(
    sql`select id, organization_id as "organizationId", organization, slug, issuer, client_id as "clientId",
        client_secret as "clientSecret", data_key_id as "dataKeyId", ring_key_id as "ringKeyId", wrapped_key as "wrappedKey",
        role_claim as "roleClaim", client_values as "clientValues", lead_values as "leadValues",
        fallback_role as "fallbackRole", just_in_time as "justInTime", factor_values as "factorValues", version, domains
        from app.find_sso(${slug})`,
  );
  if (!rows[0]) return undefined;
  const { dataKeyId, ringKeyId, wrappedKey, ...provider } = rows[0] as Omit<SsoProvider, "dataKey"> & {
    dataKeyId: number;
    ringKeyId: string;
    wrappedKey: Buffer;
  };
  const { organizationId } = provider;
  return { ...provider, dataKey: { id: dataKeyId, organizationId, ringKeyId, wrappedKey } };
}

export interface SsoOffer {
  slug: string;
  organization: string;
  isOnly: boolean;
}

export async function findSsoOffer(tx: Tx, domain: string): Promise<SsoOffer | undefined> {
  const { rows } = await tx.execute(
    sql`select slug, organization, is_only as "isOnly" from app.find_sso_offer(${domain})`,
  );
  return rows[0] as SsoOffer | undefined;
}

export async function anySso(tx: Tx): Promise<boolean> {
  return (await tx.execute<{ offered: boolean }>(sql`select app.any_sso() as offered`)).rows[0]!.offered;
}

export interface SsoAccount {
  userId: number;
  role: string;
  isActive: boolean;
  isLinked: boolean;
  /** The provider knows it as somebody else. */
  isLinkedOtherwise: boolean;
  isHere: boolean;
}

export async function findSsoAccount(
  tx: Tx,
  providerId: number,
  subject: Buffer,
  email: string,
): Promise<SsoAccount | undefined> {
  const { rows } = await tx.execute(
    sql`select user_id as "userId", role, is_active as "isActive", is_linked as "isLinked",
        is_linked_otherwise as "isLinkedOtherwise", is_here as "isHere"
        from app.find_sso_account(${providerId}, ${subject}, ${email})`,
  );
  return rows[0] as SsoAccount | undefined;
}

export async function linkSso(tx: Tx, providerId: number, userId: number, subject: Buffer): Promise<void> {
  await tx.execute(sql`select app.link_sso(${providerId}, ${userId}, ${subject})`);
}

export interface SsoPerson {
  username: string;
  email: string;
  role: SsoRole;
  firstName: string;
  lastName: string;
}

/** Makes an account; undefined where somebody has its address. */
export async function makeSsoAccount(tx: Tx, providerId: number, person: SsoPerson): Promise<number | undefined> {
  const { username, email, role, firstName, lastName } = person;
  const { rows } = await tx.execute<{ id: number | null }>(
    sql`select app.make_sso_account(${providerId}, ${username}, ${email}, ${role}, ${firstName}, ${lastName}) as id`,
  );
  return rows[0]!.id ?? undefined;
}

export async function setSsoRole(tx: Tx, providerId: number, userId: number, role: SsoRole): Promise<void> {
  await tx.execute(sql`select app.set_sso_role(${providerId}, ${userId}, ${role})`);
}

/** Whether an account comes in by its organization's provider alone. */
export async function mustUseSso(tx: Tx, userId: number): Promise<boolean> {
  return (await tx.execute<{ must: boolean }>(sql`select app.must_use_sso(${userId}) as must`)).rows[0]!.must;
}
