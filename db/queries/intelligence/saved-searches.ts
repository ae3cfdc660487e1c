import type { Tx } from "@/db/client";

export interface SavedSearchRow {
  id: number;
  organization_id: number;
  user_id: number;
  name: string;
  query: string;
  alerts: boolean;
  fresh: number;
  seen_at: Date;
}

const columns = "s.id, s.organization_id, s.user_id, s.name, s.query, s.alerts, s.fresh, s.seen_at";
const listStatement = {
  name: "saved_searches",
  text: `select ${columns} from saved_searches s where s.user_id = (select app.actor_id()) order by lower(s.name), s.id limit 100`,
};

/** The actor's own, by name. */
export const listSavedSearchRows = (tx: Tx) => tx.send<SavedSearchRow>(listStatement, []);

const findStatement = {
  name: "saved_search",
  text: `select ${columns} from saved_searches s where s.id = $1 and s.user_id = (select app.actor_id())`,
};
export const findSavedSearch = async (tx: Tx, id: number): Promise<SavedSearchRow | undefined> =>
  (await tx.send<SavedSearchRow>(findStatement, [id]))[0];

const countStatement = {
  name: "count_saved_searches",
  text: "select count(*)::integer as count from saved_searches where user_id = (select app.actor_id())",
};
export const countSavedSearches = async (tx: Tx) => (await tx.send<{ count: number }>(countStatement, []))[0]!.count;

// What is there already is seen: it is told of what comes.
const saveStatement = {
  name: "save_search",
  text: `insert into saved_searches (organization_id, user_id, name, query, alerts, checked_id)
      values ($1, (select app.actor_id()), $2, $3, $4, (select coalesce(max(id), 0) from content where organization_id = $1))
    on conflict (user_id, name) do update set query = excluded.query, alerts = excluded.alerts, checked_id = excluded.checked_id,
      fresh = 0, seen_at = now() returning id`,
};

/** Keeps a search under a name; one of that name is replaced. */
export const saveSearchRow = async (
  tx: Tx,
  row: { organizationId: number; name: string; query: string; alerts: boolean },
): Promise<number> =>
  (await tx.send<{ id: number }>(saveStatement, [row.organizationId, row.name, row.query, row.alerts]))[0]!.id;

const deleteStatement = { name: "delete_saved_search", text: "delete from saved_searches where id = $1" };
export const deleteSavedSearchRow = (tx: Tx, id: number) => tx.send(deleteStatement, [id]);

const seenStatement = {
  name: "see_saved_search",
  text: "update saved_searches set fresh = 0, seen_at = now() where user_id = (select app.actor_id()) and query = $1",
};
/** What the actor's searches of these words found was seen just now. */
export const markSearchSeen = (tx: Tx, query: string) => tx.send(seenStatement, [query]);

export interface DueSearch extends SavedSearchRow {
  checked_id: number;
  newest: number;
}

// Locked, so that two replicas do not look for the same; those of accounts that ended wait for nobody.
const dueStatement = {
  name: "due_searches",
  text: `select ${columns}, s.checked_id, n.newest from saved_searches s
      join users u on u.organization_id = s.organization_id and u.id = s.user_id and u.is_active
      cross join lateral (select c.id as newest from content c where c.organization_id = s.organization_id
        order by c.id desc limit 1) n
    where s.alerts and n.newest > s.checked_id order by s.id limit $1 for update of s skip locked`,
};

/** Saved searches for which messages came in that were not looked at yet. */
export const findDueSearches = (tx: Tx, limit: number) => tx.send<DueSearch>(dueStatement, [limit]);

const checkedStatement = {
  name: "checked_searches",
  text: `update saved_searches s set checked_id = g.newest, fresh = least(100, s.fresh + g.found)
    from unnest($1::integer[], $2::bigint[], $3::integer[]) as g (id, newest, found) where s.id = g.id`,
};
/** Writes down how far each was looked for, and what was found. */
export const markSearchesChecked = (tx: Tx, checked: readonly { id: number; newest: number; found: number }[]) =>
  tx.send(checkedStatement, [
    checked.map(({ id }) => id),
    checked.map(({ newest }) => newest),
    checked.map(({ found }) => found),
  ]);
