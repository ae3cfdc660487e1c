import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

export interface SearchRow {
  products: { id: number; name: string; organization: string }[];
  questions: {
    id: number;
    code: string;
    text: string;
    section_id: number;
    dimension_id: number;
    product_id: number;
    product: string;
  }[];
  people: { id: number; name: string; email: string; role: string; organization: string | null }[];
  comments: {
    id: number;
    excerpt: string;
    author: string;
    product_id: number;
    product: string;
    response_id: number | null;
    question_id: number | null;
    section_id: number | null;
  }[];
}

// $1 prefix query over unstemmed words; $2 earlier words and $3 the last one as prefixes of English stems, $4 the last one's
// other readings while it is half typed; $5 patterns every one of which a person must match. People are first narrowed to
// the reach by hand: the policy's last question costs a look-up a row. Comments
// that match a common word are cut off before they are sorted, and joined when only five are left.
const searchStatement = {
  name: "search",
  text: `select
    (select coalesce(json_agg(r), '[]') from (
      select p.id, p.name, o.name as organization from products p join organizations o on o.id = p.organization_id
      where p.search @@ w.plain and p.archived_at is null
      order by ts_rank(p.search, w.plain) desc, p.name limit 5) r) as products,
    (with found as (
        select q.id, q.code, q.text, q.dimension_id, q.version_id, ts_rank(q.search, w.stemmed) as rank from questions q
        where q.search @@ w.stemmed and q.version_id in (select p.questionnaire_version_id from products p where p.archived_at is null)
        order by rank desc, q.id limit 5),
      latest as (
        select distinct on (p.questionnaire_version_id) p.questionnaire_version_id as version_id, p.id, p.name
        from products p left join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id
        where p.questionnaire_version_id in (select version_id from found) and p.archived_at is null
        order by p.questionnaire_version_id, p.owner_id = (select app.actor_id()) desc, s.updated_at desc nulls last, p.id)
      select coalesce(json_agg(r), '[]') from (
        select f.id, f.code, f.text, d.section_id, coalesce(d.parent_id, d.id) as dimension_id, p.id as product_id, p.name as product
        from found f join latest p on p.version_id = f.version_id join dimensions d on d.id = f.dimension_id
        order by f.rank desc, f.id) r) as questions,
    (select coalesce(json_agg(r), '[]') from (
      select u.id, coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as name, u.email, u.role, o.name as organization
      from users u left join organizations o on o.id = u.organization_id
      where ((select app.sees_all()) or u.organization_id = any ((select app.reach())::integer[])
          or u.id in (select a.lead_id from assignments a where a.organization_id = any ((select app.reach())::integer[])))
        and u.is_active
        and ' ' || translate(lower(u.first_name || ' ' || u.last_name || ' ' || u.username || ' ' || u.email), '@._-+', '     ') like all ($5::text[])
      order by 2, u.id limit 5) r) as people,
    (select coalesce(json_agg(r), '[]') from (
      select c.id, ts_headline('english', c.comment, w.stemmed, 'StartSel="", StopSel="", MaxFragments=1, MaxWords=14, MinWords=7') as excerpt,
        ${personName("u")} as author,
        c.product_id, p.name as product, c.response_id, q.id as question_id, d.section_id
      from (select * from (select * from lead_comments where search @@ w.stemmed limit 2000) m order by m.id desc limit 5) c
      join products p on p.id = c.product_id
      left join users u on u.id = c.author_id
      left join questionnaire_responses r on r.id = c.response_id
      left join questions q on q.id = r.question_id and r.dropped_at is null
      left join dimensions d on d.id = q.dimension_id
      order by c.id desc) r) as comments
    from (select to_tsquery('simple', $1) as plain,
      to_tsquery('english', $2) && (to_tsquery('english', $3) || to_tsquery('simple', $4)) as stemmed) w`,
};

/** What a person typed, as text-search queries and patterns. */
export interface SearchWords {
  plain: string;
  earlier: string;
  last: string;
  lastReadings: string;
  patterns: string[];
}

/** What within reach matches: at most five of each kind, in one statement. */
export async function findMatches(tx: Tx, words: SearchWords): Promise<SearchRow> {
  const { plain, earlier, last, lastReadings, patterns } = words;
  return (await tx.send<SearchRow>(searchStatement, [plain, earlier, last, lastReadings, patterns]))[0]!;
}
