import type { Tx } from "@/db/client";

/** What a node is called, and since when until when it was seen. */
export interface NodeRow {
  key: string;
  label: string;
  detail: string;
  flagged: boolean;
  first: Date | null;
  last: Date | null;
}

export interface NodeIds {
  subject: readonly number[];
  identifier: readonly number[];
  content: readonly number[];
  case: readonly number[];
}

const statement = {
  name: "graph_nodes",
  text: `select 's' || s.id as key,
      case when s.display_name <> '' then s.display_name when s.username <> '' then s.username else s.platform_user_id end as label,
      s.platform as detail, s.is_flagged as flagged, s.first_seen as first, s.last_seen as last
    from subjects s where s.organization_id = $1 and s.id = any ($2::integer[])
    union all
    select 'i' || i.id, left(i.value, 200), i.kind, false, i.first_seen, i.last_seen
    from identifiers i where i.organization_id = $1 and i.id = any ($3::integer[])
    union all
    select 'm' || c.id, case when c.text = '' then c.content_type else left(c.text, 80) end, o.name, false, c.posted_at, c.posted_at
    from content c join sources o on o.organization_id = c.organization_id and o.id = c.source_id
    where c.organization_id = $1 and c.id = any ($4::bigint[])
    union all
    select 'c' || k.id, k.number || ' ' || k.title, k.status, false, null, null
    from cases k where k.organization_id = $1 and k.id = any ($5::integer[])`,
};

/** The nodes within reach of these ids. */
export const listNodes = (tx: Tx, organizationId: number, ids: NodeIds): Promise<NodeRow[]> =>
  tx.send<NodeRow>(statement, [organizationId, ids.subject, ids.identifier, ids.content, ids.case]);

const placeStatement = {
  name: "graph_place",
  text: `select organization_id from subjects where $1 = 'subject' and id = $2::bigint
    union all select organization_id from identifiers where $1 = 'identifier' and id = $2
    union all select organization_id from content where $1 = 'content' and id = $2
    union all select organization_id from cases where $1 = 'case' and id = $2 and id = any ((select app.case_reach())::integer[])`,
};

/** Whose agency's a record within reach is; of a case, only for those who may see into it. */
export async function findPlace(tx: Tx, kind: string, id: number) {
  return (await tx.send<{ organization_id: number }>(placeStatement, [kind, id]))[0];
}
