import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { Platform } from "@/db/schema/intelligence/sources";

/** Messages of one account that are counted one by one; who wrote more is said to have written more. */
export const COUNTED_MESSAGES = 10_000;

export interface SubjectRow {
  id: number;
  organization_id: number;
  platform: Platform;
  platform_user_id: string;
  username: string;
  display_name: string;
  is_flagged: boolean;
  /** The account that stands for the profile: its own id where it stands for itself. */
  profile_id: number;
  /** How many accounts are judged to be the same person's. */
  accounts: number;
  first_seen: Date | null;
  last_seen: Date | null;
}

export interface ListedSubject extends SubjectRow {
  /** At most COUNTED_MESSAGES and one. */
  messages: number;
  confirmed: number;
}

const root = (alias: string) => `case when ${alias}.profile_id is null then ${alias}.id else ${alias}.profile_id end`;
const columns = `s.id, s.organization_id, s.platform, s.platform_user_id, s.username, s.display_name, s.is_flagged,
  ${root("s")} as profile_id, s.first_seen, s.last_seen,
  1 + (select count(*)::int from subjects a where a.organization_id = s.organization_id and a.profile_id = ${root("s")}) as accounts`;

// $1 organization, $2 platform, $3 flagged, $4 words as a pattern, $5 and $6 the last row, or $5 null where the list is among
// those never seen, $7 below which id those are, $8 limit
const matching = `($1::integer is null or s.organization_id = $1) and ($2::text is null or s.platform = $2)
  and ($3::boolean is null or s.is_flagged = $3)
  and ($4::text is null or lower(s.display_name || ' ' || s.username || ' ' || s.platform_user_id) like $4)`;
const listStatement = {
  name: "list_subjects",
  text: `with page as materialized (
      select * from (
        (select s.* from subjects s where ${matching} and $5::timestamptz is not null
           and (s.last_seen, s.id) < ($5::timestamptz, $6::integer)
          order by s.last_seen desc nulls last, s.id desc nulls last limit $8)
        union all
        (select s.* from subjects s where ${matching} and s.last_seen is null and s.id < $7::integer
          order by s.id desc limit $8)) s
      limit $8)
    select ${columns},
      (select count(*)::int from (select from content c where c.organization_id = s.organization_id and c.subject_id = s.id
        limit ${COUNTED_MESSAGES + 1}) c) as messages,
      (case when f.confirmed is null then 0 else f.confirmed end) as confirmed
    from page s left join (
      select c.organization_id, c.subject_id, count(*)::int as confirmed
      from page p join content c on c.organization_id = p.organization_id and c.subject_id = p.id
        join detections d on d.organization_id = c.organization_id and d.content_id = c.id
      where d.status = 'confirmed' group by 1, 2) f on f.organization_id = s.organization_id and f.subject_id = s.id
    order by s.last_seen desc nulls last, s.id desc`,
};

export interface SubjectFilter {
  organizationId: number | null;
  platform: Platform | null;
  flagged: boolean | null;
  /** A part of a name, handle or platform id, in any case. */
  words: string | null;
  /** Where the list goes on: behind this row. */
  after: { moment: string | null; id: number } | null;
  limit: number;
}

const asPart = (words: string) => `%${words.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
const MOST_ID = 2_147_483_647;

/** One page of the accounts, seen last first; those never seen at a time come last. */
export const listSubjectRows = (tx: Tx, f: SubjectFilter): Promise<ListedSubject[]> =>
  tx.send<ListedSubject>(listStatement, [
    f.organizationId,
    f.platform,
    f.flagged,
    f.words ? asPart(f.words) : null,
    f.after ? f.after.moment : "infinity",
    f.after?.id ?? MOST_ID,
    f.after && f.after.moment === null ? f.after.id : MOST_ID,
    f.limit,
  ]);

const findStatement = { name: "find_subject", text: `select ${columns} from subjects s where s.id = $1` };

/** An account within reach. */
export async function findSubjectRow(tx: Tx, id: number): Promise<SubjectRow | undefined> {
  return (await tx.send<SubjectRow>(findStatement, [id]))[0];
}

/** An account with what is said of it. */
export interface AccountRow extends SubjectRow {
  source: string | null;
  flag_reason: string;
  flagged_by: string;
  flagged_at: Date | null;
}

const accountsStatement = {
  name: "list_accounts",
  text: `select ${columns}, o.name as source, s.flag_reason, ${personName("u")} as flagged_by, s.flagged_at
    from subjects s left join sources o on o.organization_id = s.organization_id and o.id = s.source_id
      left join users u on u.id = s.flagged_by
    where s.organization_id = $1 and (s.id = $2 or s.profile_id = $2)
    order by s.id`,
};

/** The accounts of a profile, by the id of its root. */
export const listAccountRows = (tx: Tx, organizationId: number, rootId: number): Promise<AccountRow[]> =>
  tx.send<AccountRow>(accountsStatement, [organizationId, rootId]);
