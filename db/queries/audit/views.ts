import type { Statement, Tx } from "@/db/client";

export interface TrailView {
  id: number;
  name: string;
  filters: string;
}

const listStatement: Statement = {
  name: "audit_views",
  text: "select id, name, filters from audit_views where user_id = (select app.actor_id()) order by lower(name), id limit 100",
};

/** The actor's own views, by name. */
export const listOwnViews = (tx: Tx) => tx.send<TrailView>(listStatement, []);

const saveStatement: Statement = {
  name: "save_audit_view",
  text: `insert into audit_views (user_id, name, filters) values ((select app.actor_id()), $1, $2)
    on conflict (user_id, name) do update set filters = excluded.filters returning id`,
};

/** Keeps filters under a name; one of that name is replaced. */
export async function saveOwnView(tx: Tx, name: string, filters: string): Promise<number> {
  return (await tx.send<{ id: number }>(saveStatement, [name, filters]))[0]!.id;
}

const findStatement: Statement = {
  name: "audit_view",
  text: "select id, name, filters from audit_views where id = $1 and user_id = (select app.actor_id())",
};

export async function findOwnView(tx: Tx, id: number): Promise<TrailView | undefined> {
  return (await tx.send<TrailView>(findStatement, [id]))[0];
}

const deleteStatement: Statement = { name: "delete_audit_view", text: "delete from audit_views where id = $1" };

export const deleteView = (tx: Tx, id: number) => tx.send(deleteStatement, [id]);
