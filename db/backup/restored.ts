import { namingTables, storedFilesOf } from "@/db/queries/vault/stored-files";
import type { Restoration } from "./restoration";

/* What is asked of a restored database before it is committed, beside the digests of its tables. */

type Asked = Pick<Restoration, "query">;

/** Whether ids of the trail stand there more than once, and whether it would give some again that it has given. */
export async function findTrailFaults({ query }: Asked): Promise<{ repeated: number; ahead: boolean }> {
  const [trail] = await query<{ repeated: number; ahead: boolean }>(
    `select (select count(*)::int from (select from audit_log group by id having count(*) > 1) r) as repeated,
       coalesce((select max(id) from audit_log), 0) > (select case when is_called then last_value else last_value - 1 end
         from audit_log_id_seq) as ahead`,
  );
  return trail!;
}

/** The rows that name files: in an older backup not all tables are there whose rows do. */
async function namingRows({ query }: Asked): Promise<string> {
  const there = await query<{ name: string }>(
    `select name from unnest('{${namingTables.join(",")}}'::text[]) t (name) where to_regclass('public.' || name) is not null`,
  );
  return storedFilesOf(there.map(({ name }) => name));
}

/** How many different files the rows name. */
export async function countNamedFiles({ query }: Asked): Promise<number> {
  const rows = await namingRows({ query });
  const [named] = await query<{ n: number }>(
    `select count(*)::int as n from (select distinct organization_id, sha256 from ${rows} f) s`,
  );
  return named!.n;
}

/** A tenant's data keys, wrapped. */
export const findWrappedKeys = ({ query }: Asked, organizationId: number) =>
  query<{ id: number; organizationId: number; ringKeyId: string; wrappedKey: Buffer }>(
    `select id, organization_id as "organizationId", ring_key_id as "ringKeyId", wrapped_key as "wrappedKey"
       from data_keys where organization_id = $1`,
    [organizationId],
  );

/** The bytes of a file as a row says them; undefined where no row names it. */
export async function findSizeOfFile(
  { query }: Asked,
  { organizationId, sha256 }: { organizationId: number; sha256: string },
): Promise<number | undefined> {
  const rows = await namingRows({ query });
  const [row] = await query<{ size: string }>(
    `select size from ${rows} f where organization_id = $1 and sha256 = $2 limit 1`,
    [organizationId, sha256],
  );
  return row && Number(row.size);
}
