import type { Tx } from "@/db/client";
import type { Role } from "@/db/schema/identity/users";

/** Someone who can be named in a product's threads: within the actor's sight, and within reach of the product. */
export interface MentionableRow {
  id: number;
  handle: string;
  name: string;
  role: Role;
}

const columns = `u.id, u.role, u.username as handle, coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as name`;

const findStatement = {
  name: "find_mentionable",
  text: `select ${columns} from products p join users u on u.id = any ($2) or lower(u.username) = any ($3)
    where p.id = $1 and u.role <> 'analyst' and app.reaches(u.id, p.organization_id) order by u.id`,
};

/** Those of these ids and user names (in lower case) who can be named in a product's threads. */
export async function findMentionable(
  tx: Tx,
  productId: number,
  ids: readonly number[],
  handles: readonly string[],
): Promise<MentionableRow[]> {
  return tx.send<MentionableRow>(findStatement, [productId, ids, handles]);
}

const listStatement = {
  name: "list_mentionable",
  text: `select ${columns} from users u
    where u.is_active and u.role <> 'analyst' and u.id <> (select app.actor_id())
      and ($2 = '' or strpos(lower(u.username || ' ' || u.first_name || ' ' || u.last_name), lower($2)) > 0)
      and app.reaches(u.id, $1)
    order by strpos(lower(u.username), lower($2)) = 1 desc, 3, u.id limit $3`,
};

/** Who can be named in the threads of an organization's products, but the actor: those whose name holds a text, by name. */
export async function listMentionable(
  tx: Tx,
  organizationId: number,
  q: string,
  limit: number,
): Promise<MentionableRow[]> {
  return tx.send<MentionableRow>(listStatement, [organizationId, q, limit]);
}

const insertStatement = {
  name: "insert_mentions",
  text: `insert into comment_mentions (organization_id, product_id, comment_id, user_id, handle)
    select $1, $2, $3, * from unnest($4::integer[], $5::text[])`,
};

export async function insertMentions(
  tx: Tx,
  comment: { organizationId: number; productId: number; id: number },
  people: readonly MentionableRow[],
): Promise<void> {
  const ids = people.map(({ id }) => id);
  const handles = people.map(({ handle }) => handle.toLowerCase());
  await tx.send(insertStatement, [comment.organizationId, comment.productId, comment.id, ids, handles]);
}
