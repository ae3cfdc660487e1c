import type { Statement, Tx } from "@/db/client";

/** An archive of old messages of a source, with its file. */
export interface ContentArchiveRow {
  id: number;
  organization_id: number;
  source_id: number;
  source: string;
  platform: string;
  /** When the first and the last of its messages were posted. */
  since: Date;
  until: Date;
  messages: number;
  detections: number;
  occurrences: number;
  sha256: string;
  size: number;
  /** Null once it is restored or disposed of. */
  data_key_id: number | null;
  archived_at: Date;
  archiver: string | null;
  verified_at: Date;
  /** What was wrong with the file then; '': nothing. */
  damage: string;
  restored_at: Date | null;
  restorer: string | null;
  disposed_at: Date | null;
}

const columns = `a.id, a.organization_id, a.source_id, s.name as source, s.platform, a.since, a.until, a.messages, a.detections, a.occurrences,
  a.sha256, a.size::float8 as size, a.data_key_id, a.archived_at, u.username as archiver, a.verified_at, a.damage, a.restored_at,
  r.username as restorer, a.disposed_at`;
const tables = `content_archives a join sources s on s.organization_id = a.organization_id and s.id = a.source_id
  left join users u on u.id = a.archived_by left join users r on r.id = a.restored_by`;

const findStatement: Statement = {
  name: "find_content_archive",
  text: `select ${columns} from ${tables} where a.id = $1`,
};
export const findContentArchive = async (tx: Tx, id: number) =>
  (await tx.send<ContentArchiveRow>(findStatement, [id]))[0];

const listStatement: Statement = {
  name: "list_content_archives",
  text: `select ${columns} from ${tables} where a.organization_id = $1 and ($2::integer is null or a.id < $2) order by a.id desc limit $3`,
};
/** The archives of an agency, the newest first, before one. */
export const listContentArchives = (tx: Tx, organizationId: number, before: number | null, limit: number) =>
  tx.send<ContentArchiveRow>(listStatement, [organizationId, before, limit]);

const totalStatement: Statement = {
  name: "total_content_archives",
  text: `select count(*)::int as archives, coalesce(sum(messages), 0)::float8 as messages, coalesce(sum(size), 0)::float8 as bytes,
      (count(*) filter (where damage <> ''))::int as damaged
    from content_archives where organization_id = $1 and data_key_id is not null`,
};
/** What stands in archives of an agency. `bytes`: compressed. */
export const totalContentArchives = async (tx: Tx, organizationId: number) =>
  (
    await tx.send<{ archives: number; messages: number; bytes: number; damaged: number }>(totalStatement, [
      organizationId,
    ])
  )[0]!;

const ofMessageStatement: Statement = {
  name: "find_archived_message",
  text: `select ${columns}, c.platform_content_id from archived_content c
    join (${tables}) on a.organization_id = c.organization_id and a.id = c.archive_id where c.content_id = $1`,
};
/** The archive that a message stands in; undefined where it stands in none. */
export const findArchivedMessage = async (tx: Tx, contentId: number) =>
  (await tx.send<ContentArchiveRow & { platform_content_id: string }>(ofMessageStatement, [contentId]))[0];

/** Messages of a source and a month that would be archived. */
export interface PlannedSpanRow {
  organization_id: number;
  source_id: number;
  source: string;
  since: Date;
  until: Date;
  messages: number;
}

const planStatement: Statement = {
  name: "plan_content_archives",
  text: `select p.organization_id, p.source_id, s.name as source, p.since, p.until, p.messages::float8 as messages
    from app.plan_content_archives($1, $2, $3::timestamptz, $4::timestamptz) p join sources s on s.id = p.source_id
    order by p.since, p.source_id limit 10000`,
};
export const planContentArchives = (
  tx: Tx,
  of: { organizationId: number | null; sourceId: number | null; before: Date; restored_since: Date },
) => tx.send<PlannedSpanRow>(planStatement, [of.organizationId, of.sourceId, of.before, of.restored_since]);

const idsStatement: Statement = {
  name: "archivable_ids",
  text: "select app.archivable_ids($1, $2::timestamptz, $3::timestamptz, $4::timestamptz, $5)::float8[] as ids",
};
/** Ids of at most so many messages of a span that may be archived, in order; what was restored since a moment stays. */
export const findArchivableIds = async (
  tx: Tx,
  span: { source_id: number; since: Date; until: Date; restored_since: Date },
  most: number,
) => {
  const values = [span.source_id, span.since, span.until, span.restored_since, most];
  return (await tx.send<{ ids: number[] }>(idsStatement, values))[0]!.ids;
};

/** A message as an archive holds it: `message` is JSON as the database writes it, `analysis` sealed. */
export interface ArchivedTextRow {
  id: number;
  message: string;
  analysis: Buffer | null;
  data_key_id: number | null;
}

const textStatement: Statement = {
  name: "archived_text",
  text: "select id::float8 as id, message, analysis, data_key_id from app.archived_text($1, $2::bigint[])",
};
export const readArchivedText = (tx: Tx, organizationId: number, ids: readonly number[]) =>
  tx.send<ArchivedTextRow>(textStatement, [organizationId, ids]);

const archiveStatement: Statement = {
  name: "archive_content",
  text: "select app.archive_content($1, $2, $3, $4, $5::bigint[], $6::text[]) as id",
};
/** Notes a file and lets the messages go that stand in it. @throws 55000 when one is not as the file says */
export const archiveContentRows = async (
  tx: Tx,
  sourceId: number,
  file: { sha256: string; size: number; dataKeyId: number; ids: readonly number[]; digests: readonly string[] },
) => {
  const values = [sourceId, file.sha256, file.size, file.dataKeyId, file.ids, file.digests];
  return (await tx.send<{ id: number }>(archiveStatement, values))[0]!.id;
};

const digestsStatement: Statement = {
  name: "archived_digests",
  text: "select content_id::float8 as id, digest from archived_content where organization_id = $1 and archive_id = $2",
};
/** By message the SHA-256 under which it was archived. */
export const listArchivedDigests = async (tx: Tx, organizationId: number, archiveId: number) =>
  new Map(
    (await tx.send<{ id: number; digest: string }>(digestsStatement, [organizationId, archiveId])).map((row) => [
      row.id,
      row.digest,
    ]),
  );

const putBackStatement: Statement = {
  name: "put_back_content",
  text: "select app.put_back_content($1, $2, $3::text[], $4::bytea[])",
};
/** Puts messages back. @throws 55000 when one is not what was archived */
export const putBackContent = (
  tx: Tx,
  archiveId: number,
  dataKeyId: number,
  page: readonly { message: string; analysis: Buffer | null }[],
) =>
  tx.send(putBackStatement, [
    archiveId,
    dataKeyId,
    page.map(({ message }) => message),
    page.map(({ analysis }) => analysis),
  ]);

const endStatement: Statement = { name: "end_restoring_content", text: "select app.end_restoring_content($1)" };
export const endRestoringContent = (tx: Tx, archiveId: number) => tx.send(endStatement, [archiveId]);

const verifiedStatement: Statement = {
  name: "note_verified_content_archive",
  text: "update content_archives set verified_at = now(), damage = $2 where id = $1",
};
export const noteVerified = (tx: Tx, archiveId: number, damage: string) =>
  tx.send(verifiedStatement, [archiveId, damage]);

const disposeStatement: Statement = {
  name: "dispose_archive",
  text: "select archive, messages, detections, sha256 from app.dispose_archive($1)",
};
/** Disposes of the next archive that is past its time; undefined when there is none. */
export const disposeArchive = async (tx: Tx, disposalId: number) =>
  (
    await tx.send<{ archive: number; messages: number; detections: number; sha256: string }>(disposeStatement, [
      disposalId,
    ])
  )[0];
