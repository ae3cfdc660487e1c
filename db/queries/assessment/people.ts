import type { Tx } from "@/db/client";
import type { Role } from "@/db/schema/identity/users";
import { productRows, type ProductRow } from "./products";

export interface PersonRow {
  id: number;
  organization_id: number;
  name: string;
  email: string;
  role: Role;
  is_active: boolean;
  /** Empty where the organization itself is out of reach: a client's view of its lead. */
  organization: string;
  /** Organizations within reach that the person reviews. */
  leads: { id: number; name: string }[];
}

const personStatement = {
  name: "find_person",
  text: `select u.id, u.organization_id, coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as name, u.email,
      u.role, u.is_active, coalesce(o.name, '') as organization,
      (select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name) order by l.name), '[]')
        from assignments a join organizations l on l.id = a.organization_id where a.lead_id = u.id) as leads
    from users u left join organizations o on o.id = u.organization_id where u.id = $1`,
};

/** A person whose name the actor may know. */
export async function findPerson(tx: Tx, id: number): Promise<PersonRow | undefined> {
  return (await tx.send<PersonRow>(personStatement, [id]))[0];
}

const productsStatement = {
  name: "list_products_of_person",
  text: `select ${productRows.columns} from ${productRows.tables}
    where p.archived_at is null and p.id in (
      select id from products where owner_id = $1 union select product_id from product_members where user_id = $1)
    order by lower(p.name), p.id limit $2`,
};

/** Products within reach that a person owns or writes into. */
export async function listProductsOf(tx: Tx, userId: number, limit: number): Promise<ProductRow[]> {
  return tx.send<ProductRow>(productsStatement, [userId, limit]);
}
