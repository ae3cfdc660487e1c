import type { Tx } from "@/db/client";
import { LATEST_MESSAGES, latestOf } from "@/db/queries/intelligence/subject-profile";

/** What joins two records, with the letters of their kinds before their ids, as in keys of nodes. */
export interface EdgeRow {
  from: string;
  to: string;
  kind: "wrote" | "named" | "mentions" | "replied" | "same" | "holds";
  count: number;
  first: Date | null;
  last: Date | null;
}

/** Between which moments; null: whenever. */
export interface Window {
  from: Date | null;
  to: Date | null;
}

/** Edges one look-up gives at most: one more than a picture holds says that there are more. */
const MOST = 201;
const inWindow = "($3::timestamptz is null or c.posted_at >= $3) and ($4::timestamptz is null or c.posted_at < $4)";
const figures = "count(*)::int as count, min(c.posted_at) as first, max(c.posted_at) as last";
type Find = (tx: Tx, organizationId: number, ids: readonly number[], window: Window) => Promise<EdgeRow[]>;

const finder =
  (name: string, text: string): Find =>
  (tx, organizationId, ids, { from, to }) =>
    ids.length ? tx.send<EdgeRow>({ name, text }, [organizationId, ids, from, to]) : Promise.resolve([]);
/** Of what has no time; the window is taken and not looked at. */
const timeless =
  (name: string, text: string): Find =>
  (tx, organizationId, ids) =>
    ids.length ? tx.send<EdgeRow>({ name, text }, [organizationId, ids]) : Promise.resolve([]);

/** What these subjects named: all messages between a subject and an identifier are one edge. */
export const namedBy = finder(
  "graph_named_by",
  `select 's' || account.id as from, 'i' || o.identifier_id as to, 'named' as kind, ${figures}
    from ${latestOf("c.id, c.posted_at", inWindow)}
      join identifier_occurrences o on o.organization_id = $1 and o.content_id = c.id
    group by 1, 2 order by 4 desc, 2 limit ${MOST}`,
);

/** Who named these identifiers. */
export const namersOf = finder(
  "graph_namers_of",
  `select 's' || c.subject_id as from, 'i' || named.id as to, 'named' as kind, ${figures}
    from unnest($2::integer[]) as named (id) cross join lateral (
      select o.content_id from identifier_occurrences o where o.organization_id = $1 and o.identifier_id = named.id
      order by o.id desc limit ${LATEST_MESSAGES}) o
      join content c on c.organization_id = $1 and c.id = o.content_id
    where c.subject_id is not null and ${inWindow}
    group by 1, 2 order by 4 desc, 1 limit ${MOST}`,
);

/** Whom these subjects answered. */
export const answeredBy = finder(
  "graph_answered_by",
  `select 's' || account.id as from, 's' || t.subject_id as to, 'replied' as kind, ${figures}
    from ${latestOf("c.source_id, c.reply_to, c.posted_at", `c.reply_to is not null and ${inWindow}`)}
      join content t on t.organization_id = $1 and t.source_id = c.source_id and t.platform_content_id = c.reply_to
    where t.subject_id is not null and t.subject_id <> account.id
    group by 1, 2 order by 4 desc, 2 limit ${MOST}`,
);

/** Who answered these subjects. */
export const answersTo = finder(
  "graph_answers_to",
  `select 's' || t.subject_id as from, 's' || account.id as to, 'replied' as kind,
      count(*)::int as count, min(t.posted_at) as first, max(t.posted_at) as last
    from ${latestOf("c.source_id, c.platform_content_id")}
      join content t on t.organization_id = $1 and t.source_id = c.source_id and t.reply_to = c.platform_content_id
    where t.subject_id is not null and t.subject_id <> account.id
      and ($3::timestamptz is null or t.posted_at >= $3) and ($4::timestamptz is null or t.posted_at < $4)
    group by 1, 2 order by 4 desc, 1 limit ${MOST}`,
);

/** Who wrote these messages, and what they name. */
export const partsOf = timeless(
  "graph_parts_of",
  `select 's' || c.subject_id as from, 'm' || c.id as to, 'wrote' as kind, 1 as count, c.posted_at as first, c.posted_at as last
    from content c where c.organization_id = $1 and c.id = any ($2::bigint[]) and c.subject_id is not null
    union all
    (select 'm' || c.id, 'i' || o.identifier_id, 'mentions', count(*)::int, min(c.posted_at), max(c.posted_at)
    from identifier_occurrences o join content c on c.organization_id = $1 and c.id = o.content_id
    where o.organization_id = $1 and o.content_id = any ($2::bigint[])
    group by c.id, o.identifier_id order by 4 desc, 2 limit ${MOST})`,
);

/** Which of these subjects others are judged to be the same as. */
export const judgedSame = timeless(
  "graph_judged_same",
  `select 's' || j.a_id as from, 's' || j.b_id as to, 'same' as kind, 1 as count, j.decided_at as first, j.decided_at as last
    from subject_judgements j where j.organization_id = $1 and j.revoked_at is null and j.verdict = 'same'
      and (j.a_id = any ($2::integer[]) or j.b_id = any ($2::integer[])) order by j.id limit ${MOST}`,
);

const held = (letter: string, column: string, condition: string) =>
  `(select 'c' || l.case_id as from, '${letter}' || l.${column}_id as to, 'holds' as kind, 1 as count, l.created_at as first, l.created_at as last
    from ${column}_case_links l where l.organization_id = $1 and ${condition} order by l.id limit ${MOST})`;

/** What these cases hold; the links' own policy lets nobody but members see them. */
export const heldBy = timeless(
  "graph_held_by",
  [
    held("s", "subject", "l.case_id = any ($2::integer[])"),
    held("i", "identifier", "l.case_id = any ($2::integer[])"),
    held("m", "content", "l.case_id = any ($2::integer[])"),
  ].join(" union all "),
);

/** Which cases hold these subjects. */
export const casesOfSubjects = timeless(
  "graph_cases_of_subjects",
  held("s", "subject", "l.subject_id = any ($2::integer[])"),
);
export const casesOfIdentifiers = timeless(
  "graph_cases_of_identifiers",
  held("i", "identifier", "l.identifier_id = any ($2::integer[])"),
);
export const casesOfContent = timeless(
  "graph_cases_of_content",
  held("m", "content", "l.content_id = any ($2::bigint[])"),
);

/** Identifiers in more messages than these are joined to others only when they are expanded. */
const MOST_JOINED = 500;

const amongStatement = {
  name: "graph_named_among",
  text: `select 's' || c.subject_id as from, 'i' || o.identifier_id as to, 'named' as kind, ${figures}
    from identifiers i
      join identifier_occurrences o on o.organization_id = $1 and o.identifier_id = i.id
      join content c on c.organization_id = $1 and c.id = o.content_id
    where i.organization_id = $1 and i.id = any ($2::integer[]) and i.occurrences <= ${MOST_JOINED}
      and c.subject_id = any ($5::integer[]) and ${inWindow}
    group by 1, 2 order by 4 desc, 1, 2 limit 1000`,
};

/** Which of the subjects named which of the identifiers, both of those that are shown. */
export const namedAmong = (
  tx: Tx,
  organizationId: number,
  { identifiers, subjects }: { identifiers: readonly number[]; subjects: readonly number[] },
  { from, to }: Window,
): Promise<EdgeRow[]> => tx.send<EdgeRow>(amongStatement, [organizationId, identifiers, from, to, subjects]);
