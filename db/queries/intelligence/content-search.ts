import type { Tx } from "@/db/client";

/** Marks of what was found in an excerpt: of the private use area, so that no text has them. */
export const MARKS = { start: "\ue000", end: "\ue001" };
/** Characters of a text that an excerpt is made of. */
const READ = 20_000;

const namesStatement = {
  name: "search_names",
  text: `select
      (select coalesce(json_agg(s.id), '[]') from (select s.id from sources s where s.organization_id = $1
          and (lower(s.name) like any ($2::text[]) or s.platform = any ($3::text[])) order by s.id limit 200) s) as sources,
      (select coalesce(json_agg(a.id), '[]') from (
        (select a as id from app.accounts_by_handle($1, $4::text[]) a)
        union (select a.id from subjects a where a.organization_id = $1 and a.platform_user_id = any ($5::text[]) limit 100)) a) as authors`,
};

const asPart = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
const lower = (text: string) => text.toLowerCase();

/** The sources whose name has one of these in it, or whose platform it is; the accounts of these names. */
export const findNamed = async (tx: Tx, organizationId: number, names: { sources: string[]; from: string[] }) =>
  (
    await tx.send<{ sources: number[]; authors: number[] }>(namesStatement, [
      organizationId,
      names.sources.map(asPart),
      names.sources.map(lower),
      names.from.map(lower),
      names.from,
    ])
  )[0]!;

/** What a search asks of a message besides its words; what is left out is not asked. */
export interface ContentFilter {
  sources?: number[];
  authors?: number[];
  risks?: string[];
  types?: string[];
  languages?: string[];
  /** Moments: the first included, the last not. */
  since?: string;
  until?: string;
  detection?: true;
  identifier?: true;
  /** Kinds of identifiers, each of which must occur. */
  kinds?: string[];
}

/** A place in all messages by time, the latest first; without a moment it is among those whose time is not known. */
export interface ContentPlace {
  posted: string | null;
  id: number;
}

/** Before every message: where a search begins. */
export const NEWEST: ContentPlace = { posted: "infinity", id: Number.MAX_SAFE_INTEGER };

export interface ContentSearch {
  organizationId: number;
  words: string;
  isPositive: boolean;
  filter: ContentFilter;
  before: ContentPlace;
  most: number;
}

export interface FoundContent {
  ids: number[];
  /** Nothing else is found behind them. */
  is_complete: boolean;
  /** How far it was looked, where it was not to the end. */
  stopped_posted: string | null;
  stopped_id: number;
}

const findStatement = {
  name: "find_content",
  text: `select array_to_json(ids) as ids, is_complete, to_json(stopped_posted) #>> '{}' as stopped_posted, stopped_id
    from app.find_content($1, $2, $3, $4, $5, $6, $7)`,
};

/** The latest messages of an agency that a search finds. */
export const findContent = async (tx: Tx, search: ContentSearch): Promise<FoundContent | undefined> =>
  (
    await tx.send<FoundContent>(findStatement, [
      search.organizationId,
      search.words,
      search.isPositive,
      JSON.stringify(search.filter),
      search.before.posted,
      search.before.id,
      search.most,
    ])
  )[0];

const countStatement = { name: "count_content", text: "select app.count_content($1, $2, $3, $4, $5, $6) as found" };

/** How many messages behind one and up to another a search finds, at most `most`. */
export const countContent = async (
  tx: Tx,
  search: Pick<ContentSearch, "organizationId" | "words" | "filter">,
  range: { after: number; until: number; most: number },
): Promise<number> =>
  (
    await tx.send<{ found: number }>(countStatement, [
      search.organizationId,
      search.words,
      JSON.stringify(search.filter),
      range.after,
      range.until,
      range.most,
    ])
  )[0]!.found;

export interface ContentHit {
  id: number;
  source_id: number;
  source: string;
  subject_id: number | null;
  subject: string | null;
  content_type: string;
  language: string;
  posted_at: Date | null;
  risk_level: string | null;
  risk_score: number | null;
  status: string;
  /** With MARKS around what was found. */
  excerpt: string;
}

const rowsStatement = {
  name: "content_hits",
  text: `select c.id, c.source_id, r.name as source, c.subject_id,
      case when s.display_name <> '' then s.display_name when s.username <> '' then s.username else s.platform_user_id end as subject,
      c.content_type, c.language, c.posted_at, c.risk_level, c.risk_score, c.status,
      case when $2 = '' then left(c.text, 300)
        when length(c.text) <= 300 then ts_headline('simple', c.text, to_tsquery('simple', $2), $4)
        else ts_headline('simple', left(c.text, ${READ}), to_tsquery('simple', $2), $3) end as excerpt
    from unnest($1::bigint[]) with ordinality as found (id, place)
    join content c on c.id = found.id
    join sources r on r.organization_id = c.organization_id and r.id = c.source_id
    left join subjects s on s.organization_id = c.organization_id and s.id = c.subject_id
    order by found.place`,
};
const MARKED = `StartSel=${MARKS.start}, StopSel=${MARKS.end}`;
const PARTS = `${MARKED}, MaxFragments=2, MaxWords=28, MinWords=12, FragmentDelimiter=" … "`;

/** What is shown of these messages; excerpts are made for them alone. */
export const findContentHits = (tx: Tx, ids: readonly number[], words: string) =>
  tx.send<ContentHit>(rowsStatement, [ids, words, PARTS, `${MARKED}, HighlightAll=true`]);

export interface Facet {
  facet: "source" | "risk" | "type" | "language";
  value: string;
  label: string;
  count: number;
}

const facetsStatement = {
  name: "content_facets",
  text: `with found as materialized (
      select c.organization_id, c.source_id, c.risk_level, c.content_type, c.language from unnest($1::bigint[]) as f (id) join content c on c.id = f.id)
    (select 'source' as facet, r.name as value, r.name as label, count(*)::integer as count
      from found f join sources r on r.organization_id = f.organization_id and r.id = f.source_id group by r.name order by 4 desc, 2 limit 8)
    union all
    (select 'risk', lower(risk_level), risk_level, count(*)::integer from found where risk_level is not null group by risk_level)
    union all
    (select 'type', content_type, content_type, count(*)::integer from found group by content_type)
    union all
    (select 'language', language, language, count(*)::integer from found where language <> '' group by language order by 4 desc, 2 limit 8)`,
};

/** How many of these messages there are of each source, risk, type and language. */
export const countFacets = (tx: Tx, ids: readonly number[]) => tx.send<Facet>(facetsStatement, [ids]);
