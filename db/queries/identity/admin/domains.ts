import type { Statement, Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

/** A domain that is an organization's. */
export interface DomainRow {
  id: number;
  organization_id: number;
  domain: string;
  verification: string;
  verified_by: string;
  created_at: Date;
}

const columns = `d.id, d.organization_id, d.domain, d.verification, d.created_at, ${personName("u")} as verified_by`;
const tables = "organization_domains d left join users u on u.id = d.verified_by";

const listStatement: Statement = {
  name: "list_organization_domains",
  text: `select ${columns} from ${tables} where d.organization_id = $1 and d.removed_at is null order by d.domain limit 200`,
};

export const listDomains = (tx: Tx, organizationId: number) => tx.send<DomainRow>(listStatement, [organizationId]);

const findStatement: Statement = {
  name: "find_organization_domain",
  text: `select ${columns} from ${tables} where d.id = $1 and d.removed_at is null`,
};

/** One that was not given up. */
export const findDomain = async (tx: Tx, id: number): Promise<DomainRow | undefined> =>
  (await tx.send<DomainRow>(findStatement, [id]))[0];

const insertStatement: Statement = {
  name: "insert_organization_domain",
  text: `insert into organization_domains (organization_id, domain, verification, verified_by)
    values ($1, $2, $3, (select app.actor_id())) returning id`,
};

export const insertDomain = async (tx: Tx, organizationId: number, domain: string, verification: string) =>
  (await tx.send<{ id: number }>(insertStatement, [organizationId, domain, verification]))[0]!.id;

const removeStatement: Statement = {
  name: "remove_organization_domain",
  text: "update organization_domains set removed_at = now() where id = $1 and removed_at is null",
};

export const removeDomainRow = (tx: Tx, id: number) => tx.send(removeStatement, [id]);
