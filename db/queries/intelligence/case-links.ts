import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

export type LinkKind = "content" | "subject" | "identifier";

interface CaseLinkRow {
  id: number;
  record_id: number;
  /** What the record is, in a line of its own. */
  title: string;
  detail: string;
  at: Date | null;
  relevance: string;
  note: string;
  added_by: string;
  created_at: Date;
}

interface Place {
  table: string;
  column: string;
  /** The record, its line, what stands beside it, and its moment. */
  record: string;
  title: string;
  detail: string;
  at: string;
}

const places: Record<LinkKind, Place> = {
  content: {
    table: "content_case_links",
    column: "content_id",
    record: "content r left join sources s on s.organization_id = r.organization_id and s.id = r.source_id",
    title: "coalesce(nullif(left(r.text, 300), ''), r.content_type)",
    detail: "concat_ws(', ', s.name, r.risk_level)",
    at: "r.posted_at",
  },
  subject: {
    table: "subject_case_links",
    column: "subject_id",
    record: "subjects r",
    title: "coalesce(nullif(r.display_name, ''), nullif(r.username, ''), r.platform_user_id)",
    detail: "concat_ws(', ', r.platform, r.username)",
    at: "r.last_seen",
  },
  identifier: {
    table: "identifier_case_links",
    column: "identifier_id",
    record: "identifiers r",
    title: "r.value",
    detail: "r.kind",
    at: "r.last_seen",
  },
};

const nameEach = <Value>(of: (kind: LinkKind, place: Place) => Value) =>
  Object.fromEntries(Object.entries(places).map(([kind, place]) => [kind, of(kind as LinkKind, place)])) as Record<
    LinkKind,
    Value
  >;

const listStatements = nameEach((kind, p) => ({
  name: `list_case_${kind}`,
  text: `select l.id, l.${p.column}::float8 as record_id, ${p.title} as title, ${p.detail} as detail, ${p.at} as at, l.relevance,
      l.note, ${personName("u")} as added_by, l.created_at
    from ${p.table} l join ${p.record} on r.organization_id = l.organization_id and r.id = l.${p.column} left join users u on u.id = l.added_by
    where l.case_id = $1 and ($2::integer is null or l.id < $2) order by l.id desc limit $3`,
}));

/** What a case refers to, of one kind, what was added last first. */
export const listLinks = (tx: Tx, kind: LinkKind, caseId: number, before: number | null, limit: number) =>
  tx.send<CaseLinkRow>(listStatements[kind], [caseId, before, limit]);

const findStatements = nameEach((kind, p) => ({
  name: `find_linkable_${kind}`,
  text: `select r.organization_id, ${p.title} as title, ${p.at} as at from ${p.record} where r.id = $1`,
}));

/** A record that a case can refer to, within reach. */
export const findLinkable = async (tx: Tx, kind: LinkKind, id: number) =>
  (await tx.send<{ organization_id: number; title: string; at: Date | null }>(findStatements[kind], [id]))[0];

const insertStatements = nameEach((kind, p) => ({
  name: `insert_case_${kind}`,
  text: `insert into ${p.table} (organization_id, case_id, ${p.column}, relevance, note, added_by) values ($1, $2, $3, $4, $5, $6)
    on conflict (organization_id, case_id, ${p.column}) do nothing returning id`,
}));

/** Adds a record to a case; says whether it was not there before. */
export async function insertLink(
  tx: Tx,
  kind: LinkKind,
  row: {
    organizationId: number;
    caseId: number;
    recordId: number;
    relevance: string;
    note: string;
    addedBy: number;
  },
): Promise<boolean> {
  const { organizationId, caseId, recordId, relevance, note, addedBy } = row;
  const added = await tx.send(insertStatements[kind], [organizationId, caseId, recordId, relevance, note, addedBy]);
  return added.length === 1;
}

const deleteStatements = nameEach((kind, p) => ({
  name: `delete_case_${kind}`,
  text: `delete from ${p.table} where case_id = $1 and ${p.column} = $2 returning id`,
}));

/** Takes a record out of a case; says whether it was in it. */
export const deleteLink = async (tx: Tx, kind: LinkKind, caseId: number, recordId: number): Promise<boolean> =>
  (await tx.send(deleteStatements[kind], [caseId, recordId])).length === 1;

const frozenStatement = {
  name: "frozen_content",
  text: `select json_build_object('id', r.id, 'source', json_build_object('id', s.id, 'platform', s.platform, 'name', s.name,
        'platform_source_id', s.platform_source_id), 'platform_content_id', r.platform_content_id, 'content_type', r.content_type,
      'author', case when u.id is not null then json_build_object('id', u.id, 'platform_user_id', u.platform_user_id, 'username', u.username,
        'display_name', u.display_name) end,
      'text', r.text, 'language', r.language, 'posted_at', r.posted_at, 'reply_to', r.reply_to, 'metadata', r.metadata, 'status', r.status,
      'risk_level', r.risk_level, 'risk_score', r.risk_score, 'import', case when i.id is not null then json_build_object('id', i.id,
        'filename', i.filename, 'sha256', i.sha256, 'supplied_by', i.supplied_by, 'authority', i.authority) end) as content,
      r.organization_id
    from content r join sources s on s.organization_id = r.organization_id and s.id = r.source_id
    left join subjects u on u.organization_id = r.organization_id and u.id = r.subject_id
    left join imports i on i.organization_id = r.organization_id and i.id = r.import_id where r.id = $1`,
};

/** All that is known of a message, as it is frozen into an exhibit. */
export const findFrozen = async (tx: Tx, contentId: number) =>
  (await tx.send<{ content: Record<string, unknown>; organization_id: number }>(frozenStatement, [contentId]))[0];
