import type { Statement, Tx } from "@/db/client";

/** How many entries a range has by one of what they have. */
export interface Counted {
  by: "day" | "action" | "person" | "organization";
  /** The day, or the name of the action. */
  word: string | null;
  /** Of the person or organization; null for what has none. */
  id: number | null;
  name: string | null;
  entries: number;
}

// One pass for all four: grouped by each. Names are looked up for what is shown, not for every entry.
const statement: Statement = {
  name: "audit_statistics",
  text: `with counted as materialized (
      select case when grouping(day) = 0 then 'day' when grouping(action) = 0 then 'action' when grouping(user_id) = 0 then 'person' else 'organization' end as by,
        day, action, user_id, organization_id, count(*)::integer as entries
      from (select (timestamp at time zone 'UTC')::date as day, action, user_id, organization_id from audit_log
        where timestamp >= $1::timestamptz and timestamp <= $2::timestamptz and (select app.sees_all())
          and ($3::integer is null or organization_id = $3)) e
      group by grouping sets ((day), (action), (user_id), (organization_id))),
    ranked as (select *, row_number() over (partition by by order by entries desc, action, user_id, organization_id) as place from counted)
    select r.by, case r.by when 'day' then to_char(r.day, 'YYYY-MM-DD') when 'action' then r.action end as word,
      case r.by when 'person' then r.user_id when 'organization' then r.organization_id end as id,
      case r.by when 'person' then (select u.username from users u where u.id = r.user_id)
        when 'organization' then (select o.name from organizations o where o.id = r.organization_id) end as name, r.entries
    from ranked r where r.by = 'day' or r.place <= $4 order by r.by, case when r.by = 'day' then r.day end, r.entries desc, r.place`,
};

/** Entries by day, and by the actions, people and organizations with the most of them, so many each. */
export const countEntries = (
  tx: Tx,
  range: { from: string; to: string; organizationId: number | null; most: number },
): Promise<Counted[]> => tx.send<Counted>(statement, [range.from, range.to, range.organizationId, range.most]);
