import type { Tx } from "@/db/client";
import type { IdentifierKind } from "@/db/schema/intelligence/identifiers";

/** Occurrences of one identifier that a list looks at to count messages and authors; beyond them it says "more". */
export const COUNTED_OCCURRENCES = 200;

export interface IdentifierRow {
  id: number;
  organization_id: number;
  kind: IdentifierKind;
  value: string;
  normalized: string;
  detail: string;
  is_valid: boolean;
  verified_at: Date | null;
  first_seen: Date | null;
  last_seen: Date | null;
  occurrences: number;
}

/** How far one reaches; each number is at most one more than what is looked at. */
interface Spread {
  contents: number;
  subjects: number;
  cases: number;
}
export type ListedIdentifier = IdentifierRow & Spread;

const columns =
  "i.id, i.organization_id, i.kind, i.value, i.normalized, i.detail, i.is_valid, i.verified_at, i.first_seen, i.last_seen, i.occurrences";

/** Counts over the first occurrences of each listed identifier, and the cases the actor may see into. */
const spread = (most: number) => `(select count(distinct o.content_id)::integer from (${some(most)}) o) as contents,
  (select count(distinct c.subject_id)::integer from (${some(most)}) o
    join content c on c.organization_id = o.organization_id and c.id = o.content_id) as subjects,
  (select count(*)::integer from identifier_case_links l where l.organization_id = i.organization_id and l.identifier_id = i.id) as cases`;
const some = (most: number) =>
  `select s.organization_id, s.content_id from identifier_occurrences s where s.organization_id = i.organization_id and s.identifier_id = i.id limit ${most}`;

// $1 organization, $2 kind, $3 verified, $4 the last id, $5 limit
const listStatement = {
  name: "list_identifiers",
  text: `select ${columns}, ${spread(COUNTED_OCCURRENCES + 1)} from (
      select * from identifiers i where i.organization_id = $1 and ($2::text is null or i.kind = $2)
        and ($3::boolean is null or (i.verified_at is not null) = $3) and i.id < $4
      order by i.id desc nulls last limit $5) i order by i.id desc`,
};

export interface IdentifierFilter {
  organizationId: number;
  kind: IdentifierKind | null;
  verified: boolean | null;
  limit: number;
}

/** A page of all there are, the newest first. */
export const listNewestIdentifiers = (tx: Tx, filter: IdentifierFilter, before: number) =>
  tx.send<ListedIdentifier>(listStatement, [filter.organizationId, filter.kind, filter.verified, before, filter.limit]);

// What begins so, compared byte by byte: of the comparisons those that policies let an index answer. $6, $7 the last row.
const matchStatement = {
  name: "match_identifiers",
  text: `select ${columns}, ${spread(COUNTED_OCCURRENCES + 1)} from (
      select * from (
        (select i.* from identifiers i where i.organization_id = $1 and i.normalized ~>=~ $8 and i.normalized ~<~ $9
            and ($2::text is null or i.kind = $2) and ($3::boolean is null or (i.verified_at is not null) = $3)
            and (i.normalized ~>~ $6 or (i.normalized = $6 and i.id > $7))
          order by i.normalized using ~<~, i.id limit $5)
        union
        (select i.* from identifiers i where i.organization_id = $1 and i.detail <> '' and i.detail = $10
            and ($2::text is null or i.kind = $2) and ($3::boolean is null or (i.verified_at is not null) = $3)
            and (i.normalized ~>~ $6 or (i.normalized = $6 and i.id > $7))
          order by i.normalized using ~<~, i.id limit $5)) i
      order by i.normalized using ~<~, i.id limit $4) i order by i.normalized using ~<~, i.id`,
};

/** Identifiers whose value begins so, or whose host it is, in the order of their values. */
export const matchIdentifiers = (
  tx: Tx,
  filter: IdentifierFilter,
  { prefix, host, after }: { prefix: string; host: string; after: { normalized: string; id: number } },
) =>
  tx.send<ListedIdentifier>(matchStatement, [
    filter.organizationId,
    filter.kind,
    filter.verified,
    filter.limit,
    filter.limit,
    after.normalized,
    after.id,
    prefix,
    `${prefix}\u{10ffff}`,
    host,
  ]);

const lookupStatement = {
  name: "look_identifiers_up",
  text: `select ${columns}, ${spread(COUNTED_OCCURRENCES + 1)} from (
      select i.* from unnest($2::text[], $3::text[]) as given (kind, normalized)
      join identifiers i on i.organization_id = $1 and i.kind = given.kind and i.normalized = given.normalized) i`,
};

/** Those of these that are known. */
export const lookIdentifiersUp = (
  tx: Tx,
  organizationId: number,
  given: readonly { kind: string; normalized: string }[],
) =>
  tx.send<ListedIdentifier>(lookupStatement, [
    organizationId,
    given.map(({ kind }) => kind),
    given.map(({ normalized }) => normalized),
  ]);
