import type { Statement, Tx } from "@/db/client";

/** An identifier of the agency's own material. */
export interface CorpusIdentifier {
  id: number;
  kind: string;
  value: string;
  occurrences: number;
  first_seen: Date | null;
  last_seen: Date | null;
}

/** A message of the agency's own material, with where it stands. */
export interface CorpusMessage {
  id: string;
  source: string;
  platform: string;
  username: string | null;
  excerpt: string;
  posted_at: Date | null;
}

const identifierStatement: Statement = {
  name: "corpus_identifier",
  text: `select id, kind, value, occurrences, first_seen, last_seen from identifiers
    where organization_id = $1 and kind = $2 and normalized = $3`,
};

export const findCorpusIdentifier = async (tx: Tx, organizationId: number, kind: string, normalized: string) =>
  (await tx.send<CorpusIdentifier>(identifierStatement, [organizationId, kind, normalized]))[0];

const message = `c.id::text as id, s.name as source, s.platform, b.username, left(c.text, 1000) as excerpt, c.posted_at`;
const beside = `join sources s on s.organization_id = c.organization_id and s.id = c.source_id
  left join subjects b on b.organization_id = c.organization_id and b.id = c.subject_id`;

const withStatement: Statement = {
  name: "corpus_messages_with",
  text: `select ${message} from (
      select distinct o.content_id from identifier_occurrences o where o.organization_id = $1 and o.identifier_id = $2
       order by o.content_id desc limit $3) f
    join content c on c.organization_id = $1 and c.id = f.content_id ${beside} order by c.id desc`,
};

/** The newest messages in which an identifier stands. */
export const listMessagesWith = (tx: Tx, organizationId: number, identifierId: number, limit: number) =>
  tx.send<CorpusMessage>(withStatement, [organizationId, identifierId, limit]);

const besideStatement: Statement = {
  name: "corpus_identifiers_beside",
  text: `select i.id, i.kind, i.value, count(*)::int as occurrences, i.first_seen, i.last_seen
    from (select distinct o.content_id from identifier_occurrences o where o.organization_id = $1 and o.identifier_id = $2
           order by o.content_id desc limit 1000) f
    join identifier_occurrences o on o.organization_id = $1 and o.content_id = f.content_id and o.identifier_id <> $2
    join identifiers i on i.organization_id = $1 and i.id = o.identifier_id
    group by i.id order by count(*) desc, i.id limit $3`,
};

/** What else stands in the messages in which an identifier stands, most often first. */
export const listIdentifiersBeside = (tx: Tx, organizationId: number, identifierId: number, limit: number) =>
  tx.send<CorpusIdentifier>(besideStatement, [organizationId, identifierId, limit]);

const theseStatement: Statement = {
  name: "corpus_messages",
  text: `select ${message} from unnest($2::bigint[]) with ordinality as f (id, place)
    join content c on c.organization_id = $1 and c.id = f.id ${beside} order by f.place`,
};

/** These messages, in this order. */
export const listMessages = (tx: Tx, organizationId: number, ids: readonly number[]) =>
  tx.send<CorpusMessage>(theseStatement, [organizationId, ids]);

const sourcesStatement: Statement = {
  name: "count_corpus_sources",
  text: "select count(*)::int as sources from sources where organization_id = $1",
};

export const countSources = async (tx: Tx, organizationId: number): Promise<number> =>
  (await tx.send<{ sources: number }>(sourcesStatement, [organizationId]))[0]!.sources;
