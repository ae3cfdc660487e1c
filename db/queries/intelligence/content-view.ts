import type { Tx } from "@/db/client";
import type { ContentStatus, ContentType, RiskLevel } from "@/db/schema/intelligence/content";

export interface ContentRow {
  id: number;
  organization_id: number;
  source_id: number;
  source: string;
  platform: string;
  subject_id: number | null;
  subject: string | null;
  username: string | null;
  import_id: number | null;
  platform_content_id: string;
  content_type: ContentType;
  text: string;
  language: string;
  posted_at: Date | null;
  reply_to: string | null;
  status: ContentStatus;
  risk_level: RiskLevel | null;
  risk_score: number | null;
  keywords: string[];
  analysis: Buffer | null;
  data_key_id: number | null;
  confidence_score: number | null;
  sentiment_score: number | null;
  analysis_version: number | null;
  analyzed_at: Date | null;
}

const findStatement = {
  name: "content",
  text: `select c.id, c.organization_id, c.source_id, s.name as source, s.platform, c.subject_id,
      case when b.display_name <> '' then b.display_name else b.username end as subject, b.username, c.import_id,
      c.platform_content_id, c.content_type, c.text, c.language, c.posted_at, c.reply_to, c.status, c.risk_level, c.risk_score, c.keywords,
      c.analysis, c.data_key_id, c.confidence_score, c.sentiment_score, c.analysis_version, c.analyzed_at
    from content c join sources s on s.organization_id = c.organization_id and s.id = c.source_id
    left join subjects b on b.organization_id = c.organization_id and b.id = c.subject_id where c.id = $1`,
};

export const findContent = async (tx: Tx, id: number): Promise<ContentRow | undefined> =>
  (await tx.send<ContentRow>(findStatement, [id]))[0];

interface NeighbourRow {
  id: number;
  side: "before" | "after";
  text: string;
  posted_at: Date;
  subject: string | null;
  risk_level: RiskLevel | null;
}

const neighbour = `n.id, left(n.text, 1000) as text, n.posted_at, n.risk_level,
      case when b.display_name <> '' then b.display_name else b.username end as subject`;
const withAuthor = "left join subjects b on b.organization_id = n.organization_id and b.id = n.subject_id";

const neighboursStatement = {
  name: "content_neighbours",
  text: `select * from (
      (select 'before' as side, ${neighbour} from content n ${withAuthor}
        where n.organization_id = $1 and n.source_id = $2 and (n.posted_at, n.id) < ($3, $4::bigint) order by n.posted_at desc, n.id desc limit $5)
      union all
      (select 'after', ${neighbour} from content n ${withAuthor}
        where n.organization_id = $1 and n.source_id = $2 and (n.posted_at, n.id) > ($3, $4::bigint) order by n.posted_at, n.id limit $5)
    ) x order by posted_at, id`,
};

/** What was said before and after in the same chat. */
export const listNeighbours = (tx: Tx, { organization_id, source_id, posted_at, id }: ContentRow, each: number) =>
  tx.send<NeighbourRow>(neighboursStatement, [organization_id, source_id, posted_at, id, each]);

interface ContentIdentifierRow {
  identifier_id: number;
  kind: string;
  value: string;
  detail: string | null;
  is_valid: boolean;
  start_offset: number;
  end_offset: number;
}

const identifiersStatement = {
  name: "content_identifiers",
  text: `select i.id as identifier_id, i.kind, i.value, i.detail, i.is_valid, o.start_offset, o.end_offset
    from identifier_occurrences o join identifiers i on i.organization_id = o.organization_id and i.id = o.identifier_id
    where o.organization_id = $1 and o.content_id = $2 order by o.start_offset, i.id limit 200`,
};

export const listIdentifiersOf = (tx: Tx, organizationId: number, contentId: number) =>
  tx.send<ContentIdentifierRow>(identifiersStatement, [organizationId, contentId]);

const casesStatement = {
  name: "content_cases",
  text: `select c.id, c.number, c.title, c.status from content_case_links l
    join cases c on c.organization_id = l.organization_id and c.id = l.case_id
    where l.organization_id = $1 and l.content_id = $2 order by c.id desc limit 50`,
};

/** The cases a message is in, of those whose contents are within reach. */
export const listCasesOf = (tx: Tx, organizationId: number, contentId: number) =>
  tx.send<{ id: number; number: string; title: string; status: string }>(casesStatement, [organizationId, contentId]);
