import type { Statement, Tx } from "@/db/client";

export interface RetentionSourceRow {
  source_id: number;
  source: string;
  platform: string;
  messages: number;
  /** Days of the rule that counts for it; null: it is kept without end. */
  days: number | null;
  /** Whether the rule is of this source alone. */
  own_rule: boolean;
  /** How many would go now, and how many as old as that a case or an escalation keeps. */
  due: number;
  kept: number;
  oldest: Date | null;
  /** Messages in archives, and of them those that would go with theirs. */
  archived: number;
  archived_due: number;
  /** From before when they would go. */
  before: Date | null;
}

const sourcesStatement: Statement = {
  name: "list_retention",
  text: `select s.id as source_id, s.name as source, s.platform, n.messages::float8 as messages, r.days, r.source_id is not null as own_rule,
      coalesce(d.messages, 0)::float8 as due, coalesce(d.kept, 0)::float8 as kept, d.oldest,
      a.archived, a.archived_due, b.before
    from sources s
    cross join lateral (select count(*) as messages from content c where c.organization_id = s.organization_id and c.source_id = s.id) n
    left join lateral (select * from retention_rules r where r.organization_id = s.organization_id and (r.source_id = s.id or r.source_id is null)
      order by r.source_id nulls last limit 1) r on true
    cross join lateral (select now() - make_interval(days => r.days) as before) b
    left join lateral app.count_disposable(s.organization_id, s.id, b.before) d on b.before is not null
    cross join lateral (select coalesce(sum(a.messages), 0)::float8 as archived,
      coalesce(sum(a.messages) filter (where a.until < b.before), 0)::float8 as archived_due
      from content_archives a where a.organization_id = s.organization_id and a.source_id = s.id and a.data_key_id is not null) a
    where s.organization_id = $1 order by s.name, s.id limit 500`,
};

/** The sources of an agency with the rule that counts for each and what it would dispose of now. */
export const listRetention = (tx: Tx, organizationId: number) =>
  tx.send<RetentionSourceRow>(sourcesStatement, [organizationId]);

const rulesStatement: Statement = {
  name: "default_retention_rule",
  text: "select days from retention_rules where organization_id = $1 and source_id is null",
};
/** Days of the rule of all sources without one of their own; undefined: there is none. */
export const findDefaultDays = async (tx: Tx, organizationId: number) =>
  (await tx.send<{ days: number }>(rulesStatement, [organizationId]))[0]?.days;

const saveStatement: Statement = {
  name: "save_retention_rule",
  text: `insert into retention_rules (organization_id, source_id, days, created_by) values ($1, $2, $3, $4)
    on conflict (organization_id, source_id) do update set days = excluded.days, updated_at = now() returning id`,
};
export const saveRetentionRule = (tx: Tx, organizationId: number, sourceId: number | null, days: number, by: number) =>
  tx.send(saveStatement, [organizationId, sourceId, days, by]);

const deleteStatement: Statement = {
  name: "delete_retention_rule",
  text: "delete from retention_rules where organization_id = $1 and source_id is not distinct from $2",
};
export const deleteRetentionRule = (tx: Tx, organizationId: number, sourceId: number | null) =>
  tx.send(deleteStatement, [organizationId, sourceId]);

const agenciesStatement: Statement = {
  name: "list_agencies",
  text: `select o.id, o.name from organizations o
    where exists (select from sources s where s.organization_id = o.id) or exists (select from users u where u.organization_id = o.id and u.role = 'analyst')
    order by (select count(*) from sources s where s.organization_id = o.id) desc, o.name limit 200`,
};
/** The organizations that investigate, within reach. */
export const listAgencies = (tx: Tx) => tx.send<{ id: number; name: string }>(agenciesStatement, []);

const sourceStatement: Statement = {
  name: "find_source_of",
  text: "select id, organization_id from sources where id = $1",
};
/** Whose a source is, within reach, or undefined. */
export const findSourceOwner = async (tx: Tx, id: number) =>
  (await tx.send<{ id: number; organization_id: number }>(sourceStatement, [id]))[0];
