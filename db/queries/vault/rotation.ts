import type { Statement, Tx } from "@/db/client";
import { namingTables, storedFiles } from "./stored-files";

/** A row of data_keys, wrapped. */
export interface WrappedRow {
  id: number;
  organizationId: number;
  ringKeyId: string;
  wrappedKey: Buffer;
}

const columns = `id, organization_id as "organizationId", ring_key_id as "ringKeyId", wrapped_key as "wrappedKey"`;

const othersStatement: Statement = {
  name: "keys_wrapped_by_others",
  text: `select ${columns} from data_keys where ring_key_id <> $1 order by id limit $2 for update`,
};

/** Data keys that another key of the ring wraps than this one; locked. */
export const lockKeysWrappedByOthers = (tx: Tx, ringKeyId: string, limit: number) =>
  tx.send<WrappedRow>(othersStatement, [ringKeyId, limit]);

const rewrapStatement: Statement = {
  name: "rewrap_data_keys",
  text: `update data_keys k set ring_key_id = $1, wrapped_key = w.wrapped_key
    from unnest($2::integer[], $3::bytea[]) w (id, wrapped_key) where k.id = w.id`,
};

export const updateWrappedKeys = (tx: Tx, ringKeyId: string, rows: { id: number; wrappedKey: Buffer }[]) =>
  tx.send(rewrapStatement, [ringKeyId, rows.map(({ id }) => id), rows.map(({ wrappedKey }) => wrappedKey)]);

const tenantsStatement: Statement = {
  name: "organizations_with_keys",
  text: `select distinct organization_id as id from data_keys
    where ($1::integer is null or organization_id = $1) order by organization_id`,
};

/** The organizations that have data keys: all, or the one asked for. */
export const listTenantsWithKeys = (tx: Tx, organizationId: number | null) =>
  tx.send<{ id: number }>(tenantsStatement, [organizationId]);

const retireStatement: Statement = {
  name: "retire_data_keys",
  text: "update data_keys set retired_at = now() where organization_id = $1 and retired_at is null",
};

export const retireDataKeys = (tx: Tx, organizationId: number) => tx.send(retireStatement, [organizationId]);

const madeStatement: Statement = {
  name: "data_key_made_since",
  text: `select id from data_keys where organization_id = $1 and retired_at is null and created_at >= $2 order by id desc limit 1`,
};

/** The organization's current data key, if it was made at or after a moment. */
export const findKeyMadeSince = async (tx: Tx, organizationId: number, since: Date): Promise<number | undefined> =>
  (await tx.send<{ id: number }>(madeStatement, [organizationId, since]))[0]?.id;

const secretsStatement: Statement = {
  name: "outdated_secrets",
  text: `select source, id::text, bound_to as "boundTo", data_key_id as "dataKeyId", columns, secrets from app.outdated_secrets($1, $2, $3)`,
};

export interface OutdatedSecret {
  /** The table it stands in. */
  source: string;
  /** Digits: ids may be wider than a number. */
  id: string;
  /** What it is bound to beside table, column and organization. */
  boundTo: string;
  dataKeyId: number;
  /** The sealed columns of the row, and what stands there. */
  columns: string[];
  secrets: (Buffer | null)[];
}

/** Rows with something sealed under another data key of the organization than this, of whatever table; locked. */
export const lockOutdatedSecrets = (tx: Tx, organizationId: number, dataKeyId: number, limit: number) =>
  tx.send<OutdatedSecret>(secretsStatement, [organizationId, dataKeyId, limit]);

const resealStatement: Statement = {
  name: "reseal_secrets",
  text: `select app.reseal_secrets($1, $2, $3::bigint[], $4::bytea[])`,
};

/** Puts values in the place of those before, in rows of one table. */
export const resealSecrets = (
  tx: Tx,
  dataKeyId: number,
  source: string,
  rows: Pick<OutdatedSecret, "id" | "secrets">[],
) => tx.send(resealStatement, [dataKeyId, source, rows.map(({ id }) => id), rows.flatMap(({ secrets }) => secrets)]);

const filesStatement: Statement = {
  name: "outdated_files",
  text: `select distinct on (sha256) sha256, size::float8 as size from ${storedFiles} f
    where organization_id = $1 and data_key_id <> $2 and sha256 > $3 order by sha256 limit $4`,
};

/** Stored files that a row says are sealed under another data key than this one, by hash, those after one. */
export const findOutdatedFiles = (tx: Tx, organizationId: number, dataKeyId: number, after: string, limit: number) =>
  tx.send<{ sha256: string; size: number }>(filesStatement, [organizationId, dataKeyId, after, limit]);

const countStatement: Statement = {
  name: "count_outdated_files",
  text: `select count(distinct sha256)::int as files from ${storedFiles} f where organization_id = $1 and data_key_id <> $2`,
};

export const countOutdatedFiles = async (tx: Tx, organizationId: number, dataKeyId: number): Promise<number> =>
  (await tx.send<{ files: number }>(countStatement, [organizationId, dataKeyId]))[0]!.files;

const switchStatements: readonly Statement[] = namingTables.map((table) => ({
  name: `switch_data_key_of_${table}`,
  text: `update ${table} set data_key_id = $3 where organization_id = $1 and sha256 = $2 and data_key_id <> $3`,
}));

/** Says of every row that names the file which data key it is sealed under now. */
export const switchDataKey = (tx: Tx, organizationId: number, sha256: string, dataKeyId: number) =>
  Promise.all(switchStatements.map((statement) => tx.send(statement, [organizationId, sha256, dataKeyId])));

const sizeStatement: Statement = {
  name: "size_of_stored_file",
  text: `select size::float8 as size from ${storedFiles} f where organization_id = $1 and sha256 = $2 limit 1`,
};

/** Bytes of a stored file's content; undefined where no row names it. */
export const findSizeOf = async (tx: Tx, organizationId: number, sha256: string): Promise<number | undefined> =>
  (await tx.send<{ size: number }>(sizeStatement, [organizationId, sha256]))[0]?.size;

/** Whether a row says that something is sealed under the data key `k`; and whether one of another table than those of files does. */
const named = `cardinality(app.data_key_use(k.id, k.organization_id)) > 0`;
const namedBySecrets = `exists (select from unnest(app.data_key_use(k.id, k.organization_id)) u (source)
    where u.source <> all ('{${namingTables.join(",")}}'))`;

const retiredStatement: Statement = {
  name: "retired_data_keys",
  text: `select k.id, k.organization_id as "organizationId",
      ${named} as "isNamed",
      (select c.id from data_keys c where c.organization_id = k.organization_id and c.retired_at is null order by c.id desc limit 1) as "currentId"
    from data_keys k where k.retired_at < $1 order by k.organization_id, k.id limit 1000`,
};

/** Data keys that were retired before a moment, and whether a row still says that something is sealed under them. */
export const findRetiredKeys = (tx: Tx, retiredBefore: Date) =>
  tx.send<{ id: number; organizationId: number; isNamed: boolean; currentId: number | null }>(retiredStatement, [
    retiredBefore,
  ]);

const deleteStatement: Statement = {
  name: "delete_data_key",
  text: `delete from data_keys k where k.id = $1 and k.retired_at is not null and not (${named}) returning id`,
};

/** Destroys a retired data key that no row names; false where one does. */
export const deleteRetiredKey = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.send(deleteStatement, [id])).length > 0;

const standingStatement: Statement = {
  name: "keys_standing",
  text: `select
      (select coalesce(json_object_agg(ring_key_id, n), '{}') from (select ring_key_id, count(*) as n from data_keys group by 1) k) as wrapped,
      (select coalesce(json_object_agg(ring_key_id, n), '{}') from (
         select ring_key_id, count(*) as n from backups where status = 'done' and removed_at is null group by 1) b) as backups,
      (select count(*)::int from data_keys where retired_at is null) as current,
      (select min(created_at) from data_keys where retired_at is null) as oldest,
      (select count(*)::int from data_keys where retired_at is not null) as retired,
      (select count(*)::int from (select distinct e.organization_id, e.sha256 from ${storedFiles} e join data_keys k on k.id = e.data_key_id
         where k.retired_at is not null) f) as "outdatedFiles",
      (select count(*)::int from data_keys k where k.retired_at is not null and ${namedBySecrets}) as "keysOfOutdatedSecrets",
      (select public_key from audit_checkpoints order by n desc limit 1) as "sealedBy"`,
};

export interface KeysStanding {
  /** How many data keys each key of the ring wraps, and how many kept backups it opens. */
  wrapped: Record<string, number>;
  backups: Record<string, number>;
  current: number;
  /** When the oldest data key in use was made. */
  oldest: Date | null;
  retired: number;
  outdatedFiles: number;
  keysOfOutdatedSecrets: number;
  /** The public key that signed the last checkpoint of the trail. */
  sealedBy: string | null;
}

export const findKeysStanding = async (tx: Tx): Promise<KeysStanding> =>
  (await tx.send<KeysStanding>(standingStatement, []))[0]!;
