import type { Statement, Tx } from "@/db/client";
import type { SnapshotScore } from "@/db/schema/assessment/snapshots";
import type { SnapshotRow } from "./snapshots";

/** The file that an archived round's answers stand in, with its product as permission needs to know it. */
export interface RoundArchiveRow {
  id: number;
  organization_id: number;
  product_id: number;
  owner_id: number;
  product: string;
  round: number;
  sha256: string;
  size: number;
  snapshots: number;
  /** By snapshot the SHA-256 of its answers. */
  contents: Record<string, string>;
  archived_at: Date;
}

const findStatement: Statement = {
  name: "find_round_archive",
  text: `select a.id, a.organization_id, a.product_id, p.owner_id, p.name as product, a.round, a.sha256, a.size::float8 as size,
      a.snapshots, a.contents, a.archived_at
    from products p join round_archives a on a.organization_id = p.organization_id and a.product_id = p.id
    where p.id = $1 and a.round = $2 and a.restored_at is null`,
};

/** The archive of a product's round; undefined while its answers are in the database, and out of reach. */
export const findRoundArchive = async (
  tx: Tx,
  productId: number,
  round: number,
): Promise<RoundArchiveRow | undefined> => (await tx.send<RoundArchiveRow>(findStatement, [productId, round]))[0];

/** A round as archiving looks at it. */
export interface ArchivableRoundRow {
  organization_id: number;
  organization: string;
  product_id: number;
  product: string;
  round: number;
  closed_at: Date | null;
  archived_at: Date | null;
  /** Snapshots that would let their answers go, and bytes that those take. */
  snapshots: number;
  bytes: number;
}

const archivable = `select r.id, r.organization_id, o.name as organization, r.product_id, p.name as product, r.number as round, r.closed_at,
      a.archived_at, s.snapshots, s.bytes
    from products p
    join organizations o on o.id = p.organization_id
    join rounds r on r.organization_id = p.organization_id and r.product_id = p.id
    left join round_archives a on a.organization_id = r.organization_id and a.product_id = r.product_id and a.round = r.number
      and a.restored_at is null
    cross join lateral (select count(*)::int as snapshots, (case when count(*) = 0 then 0 else sum(pg_column_size(t.answers)) end)::float8 as bytes
      from snapshots t where t.organization_id = r.organization_id and t.product_id = r.product_id and t.round = r.number
        and t.cause <> 'close' and t.answers is not null) s`;

const roundStatement: Statement = {
  name: "archivable_round",
  text: `${archivable} where p.id = $1 and r.number = $2`,
};

export const findArchivableRound = async (
  tx: Tx,
  productId: number,
  round: number,
): Promise<ArchivableRoundRow | undefined> =>
  (await tx.send<ArchivableRoundRow>(roundStatement, [productId, round]))[0];

// One that was restored stays as long again as one that was closed: somebody wanted it back.
const dueStatement: Statement = {
  name: "rounds_to_archive",
  text: `select d.* from (${archivable} where r.closed_at < $1 and a.id is null and not exists (
      select from round_archives b where b.organization_id = r.organization_id and b.product_id = r.product_id and b.round = r.number
        and b.restored_at >= $1)) d
    where d.snapshots > 0 order by d.closed_at, d.id limit $2`,
};

/** Rounds that were closed before a moment, and not restored since, the oldest first. */
export const findRoundsToArchive = (tx: Tx, closedBefore: Date, limit: number) =>
  tx.send<ArchivableRoundRow & { closed_at: Date }>(dueStatement, [closedBefore, limit]);

/** A snapshot whose answers leave or come back. `text`: those as the database writes them, and `digest` the SHA-256 of that. */
export interface ArchivedSnapshotRow extends Omit<SnapshotRow, "taken_by" | "content_hash"> {
  content_hash: string;
  scores: SnapshotScore[];
  text: string | null;
  digest: string | null;
}

const columns = `s.id, s.organization_id, s.product_id, s.user_id, s.cause, s.round, s.taken_at, s.questionnaire_version_id, s.overall_score,
  s.validated_score, s.coverage, s.validated_coverage, s.content_hash, s.scores, s.answers::text as text,
  encode(sha256(convert_to(s.answers::text, 'UTF8')), 'hex') as digest`;

const pageStatement: Statement = {
  name: "snapshots_to_archive",
  text: `select ${columns} from products p
    join snapshots s on s.organization_id = p.organization_id and s.product_id = p.id
    where p.id = $1 and s.round = $2 and s.cause <> 'close' and s.answers is not null and s.id > $3 order by s.id limit $4`,
};

/** The snapshots of a round that would let their answers go, those after an id. */
export const listSnapshotsToArchive = (tx: Tx, productId: number, round: number, after: number, limit: number) =>
  tx.send<ArchivedSnapshotRow>(pageStatement, [productId, round, after, limit]);

const headsStatement: Statement = {
  name: "archived_snapshots",
  text: `select ${columns} from snapshots s where s.organization_id = $1 and s.id = any ($2::integer[])`,
};

export const listArchivedSnapshots = (tx: Tx, organizationId: number, ids: readonly number[]) =>
  tx.send<ArchivedSnapshotRow>(headsStatement, [organizationId, ids]);

const archiveStatement: Statement = {
  name: "archive_round",
  text: "select app.archive_round($1, $2, $3, $4, $5, $6::jsonb) as id",
};

/** Notes the file of a round and lets the answers go that stand in it. @throws 55000 when it is not as the file says */
export async function archiveRoundRow(
  tx: Tx,
  archive: Pick<RoundArchiveRow, "product_id" | "round" | "sha256" | "size" | "contents"> & { dataKeyId: number },
): Promise<number> {
  const { product_id, round, sha256, size, dataKeyId, contents } = archive;
  const values = [product_id, round, sha256, size, dataKeyId, JSON.stringify(contents)];
  return (await tx.send<{ id: number }>(archiveStatement, values))[0]!.id;
}

const putBackStatement: Statement = {
  name: "put_back_answers",
  text: "select app.put_back_answers($1, $2::integer[], $3::text[]) as back",
};

/** Gives snapshots their answers again. */
export const putBackAnswers = (tx: Tx, archiveId: number, page: readonly { id: number; text: string }[]) =>
  tx.send<{ back: number }>(putBackStatement, [archiveId, page.map(({ id }) => id), page.map(({ text }) => text)]);

const endStatement: Statement = { name: "end_restoring_round", text: "select app.end_restoring_round($1)" };

export const endRestoring = (tx: Tx, archiveId: number) => tx.send(endStatement, [archiveId]);
