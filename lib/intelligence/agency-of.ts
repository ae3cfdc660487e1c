import { findOrganization, findOrganizationByName } from "@/db/queries/identity/organizations";
import { findFirstAgency } from "@/db/queries/intelligence/agencies";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { notFound } from "@/lib/kernel/fault";

/** The same where naming another's is refused, not passed over. @throws Fault not_found */
export async function namedAgency(tx: Tx, actor: Actor, given: number | undefined): Promise<number> {
  const agency = await agencyOf(tx, actor, given);
  if (agency === 0 || (given !== undefined && given !== agency)) throw notFound("agency");
  return agency;
}

/** Whose workspace is meant: an analyst's own; others name one, or mean the first there is. 0: there is none. */
export async function agencyOf(tx: Tx, actor: Actor, given?: number): Promise<number> {
  if (actor.role === "analyst") return actor.organizationId;
  return given ?? (await findFirstAgency(tx)) ?? 0;
}

/**
 * The organization that the operator names, by its id or its name in any case.
 * @throws Fault not_found
 */
export async function agencyNamed(tx: Tx, agency: string): Promise<number> {
  const byId = /^[1-9]\d{0,8}$/.test(agency) ? await findOrganization(tx, Number(agency)) : undefined;
  const organization = byId ?? (await findOrganizationByName(tx, agency));
  if (!organization) throw notFound(`agency ${agency}`);
  return organization.id;
}

/** The same for the trail: what was looked at is written down as the agency's that it is of, whoever looked. */
export const agencySeen = async (tx: Tx, actor: Actor, given?: number): Promise<{ organizationId?: number }> => {
  const organizationId = await agencyOf(tx, actor, given);
  return organizationId > 0 ? { organizationId } : {};
};
