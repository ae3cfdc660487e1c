import type { Tx } from "@/db/client";
import { latestOf } from "./subject-profile";

/** An identifier that more accounts than these share says nothing about any two of them. */
const MOST_SHARING = 20;
/** Nor does one that stands in more messages than these. */
const MOST_OCCURRENCES = 2_000;
/** Identifiers of a profile that are compared: the rarest. */
const MOST_COMPARED = 500;

export interface Suggestion {
  id: number;
  platform: string;
  platform_user_id: string;
  username: string;
  display_name: string;
  is_flagged: boolean;
  profile_id: number;
  same_handle: boolean;
  /** What both named, the rarest first. */
  shared: { id: number; kind: string; value: string; subjects: number }[];
}

const statement = {
  name: "suggest_same_subjects",
  text: `with named as (
      select i.id, i.kind, i.value from (
        select distinct o.identifier_id from ${latestOf("c.id")}
          join identifier_occurrences o on o.organization_id = $1 and o.content_id = c.id) n
      join identifiers i on i.organization_id = $1 and i.id = n.identifier_id
      where i.occurrences <= ${MOST_OCCURRENCES} order by i.occurrences, i.id limit ${MOST_COMPARED}),
    rare as (
      select n.*, w.accounts, cardinality(w.accounts) as subjects
      from named n cross join lateral (
        select array_agg(distinct c.subject_id) as accounts
        from identifier_occurrences o join content c on c.organization_id = o.organization_id and c.id = o.content_id
        where o.organization_id = $1 and o.identifier_id = n.id and c.subject_id is not null) w
      where cardinality(w.accounts) between 2 and ${MOST_SHARING}),
    found as (
      select account as id, r.id as identifier, r.kind, r.value, r.subjects, false as handle
      from rare r cross join unnest(r.accounts) as account
      union all
      select account, null, null, null, null, true from app.accounts_by_handle($1, $3::text[]) as account),
    candidates as (
      select f.id, bool_or(f.handle) as same_handle,
        coalesce(sum(1.0 / (f.subjects - 1)), 0) + case when bool_or(f.handle) then 1 else 0 end as weight,
        coalesce(jsonb_agg(jsonb_build_object('id', f.identifier, 'kind', f.kind, 'value', left(f.value, 200), 'subjects', f.subjects)
          order by f.subjects, f.identifier) filter (where not f.handle), '[]') as shared
      from found f
      where f.id <> all ($2::integer[]) and not exists (select from subject_judgements j where j.organization_id = $1 and j.revoked_at is null
        and (j.a_id = f.id and j.b_id = any ($2::integer[]) or j.b_id = f.id and j.a_id = any ($2::integer[])))
      group by f.id order by 3 desc, 1 limit 10)
    select s.id, s.platform, s.platform_user_id, s.username, s.display_name, s.is_flagged,
      case when s.profile_id is null then s.id else s.profile_id end as profile_id, c.same_handle, c.shared
    from candidates c join subjects s on s.organization_id = $1 and s.id = c.id
    order by c.weight desc, c.id`,
};

/**
 * Accounts that may be the same person's as these, the likeliest first: they named the same rare identifiers, or go by the
 * same handle. What was judged already is left out.
 */
export const suggestSame = (
  tx: Tx,
  organizationId: number,
  accounts: readonly number[],
  handles: readonly string[],
): Promise<Suggestion[]> => tx.send<Suggestion>(statement, [organizationId, accounts, handles]);
