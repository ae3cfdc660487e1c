import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

/** Someone who answers, or could answer, for a product. */
export interface PersonRow {
  id: number;
  name: string;
  email: string;
  is_active: boolean;
}

const columns = `u.id, coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as name, u.email, u.is_active`;

const membersStatement = {
  name: "list_product_members",
  text: `select ${columns} from product_members m join users u on u.id = m.user_id where m.product_id = $1 order by 2, 1`,
};

/** The further members of a product, by name. */
export async function listMembers(tx: Tx, productId: number): Promise<PersonRow[]> {
  return tx.send<PersonRow>(membersStatement, [productId]);
}

const candidatesStatement = {
  name: "list_product_candidates",
  text: `select ${columns} from users u where u.organization_id = $1 and u.role = 'client' and u.is_active
      and ($2::integer[] is null or u.id = any ($2)) order by 2, 1 limit 500`,
};

/** Active clients of an organization: all of them, by name (500 at most), or of these ids. */
export async function listCandidates(tx: Tx, organizationId: number, ids: number[] | null): Promise<PersonRow[]> {
  return tx.send<PersonRow>(candidatesStatement, [organizationId, ids]);
}

/** An answer set of a product that is not the product's own. */
export interface OtherSetRow {
  user_id: number;
  name: string;
  answered: number;
  updated_at: Date;
}

const otherSetsStatement = {
  name: "list_other_sets",
  text: `select s.user_id, ${personName("u")} as name,
      s.answered + s.not_applicable as answered, s.updated_at
    from answer_sets s join products p on p.id = s.product_id left join users u on u.id = s.user_id
    where s.product_id = $1 and s.user_id <> p.owner_id and s.answered + s.not_applicable > 0 order by 2, 1`,
};

/** Sets of other users, which came over the API. */
export async function listOtherSets(tx: Tx, productId: number): Promise<OtherSetRow[]> {
  return tx.send<OtherSetRow>(otherSetsStatement, [productId]);
}

const organizationsStatement = {
  name: "list_product_organizations",
  text: `select o.id, o.name from organizations o
    where ($1 = '' or strpos(lower(o.name), lower($1)) > 0)
      and ($2::integer is null or o.id = $2)
      and exists (select from users u where u.organization_id = o.id and u.role = 'client')
    order by lower(o.name), o.id limit 20`,
};

/** Organizations within reach that have clients, whose name contains a text; the first twenty by name. */
export async function listClientOrganizations(tx: Tx, q: string, id: number | null) {
  return tx.send<{ id: number; name: string }>(organizationsStatement, [q, id]);
}
