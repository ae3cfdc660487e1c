import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { insertRows } from "./insert-rows";

/** `content` is in hexadecimal digits. */
export interface RecordRow {
  table_name: string;
  legacy_key: string;
  content: string;
  record_id: number | null;
}

/** Waits for another move to end: two at once would both be the first. The lock ends with the transaction. */
export async function lockMoves(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('securesphere.legacy'))`);
}

/** Systems that moved in and have at least one of these keys in a table, the most alike first. `known` is how many they have in all. */
export async function listOrigins(tx: Tx, table: string, keys: string[]) {
  const result = await tx.execute<{ id: number; file: string; known: number; matching: number }>(
    sql`select o.id, o.file, count(*)::integer as known,
          count(*) filter (where r.legacy_key = any (${sql.param(keys)}::text[]))::integer as matching
        from legacy_origins o join legacy_records r on r.origin_id = o.id and r.table_name = ${table}
        group by o.id, o.file having bool_or(r.legacy_key = any (${sql.param(keys)}::text[]))
        order by matching desc, o.id`,
  );
  return result.rows;
}

interface Recalled {
  key: string;
  content: string;
  id: number;
  /** Whether the row that it became is still there. */
  is_here: boolean;
}

/**
 * Of these keys of a table, those that moved in, and whether what they became (in `target`, which is named by the code
 * alone) is still there.
 */
export async function recallRecords(
  tx: Tx,
  {
    originId,
    organizationId,
    table,
    target,
  }: { originId: number; organizationId: number; table: string; target: string },
  keys: readonly string[],
): Promise<Recalled[]> {
  const { rows } = await tx.execute<{ key: string; content: string; id: number; is_here: boolean }>(
    sql`select r.legacy_key as key, encode(r.content, 'hex') as content, r.record_id::float8 as id, t.id is not null as is_here
        from legacy_records r left join ${sql.raw(target)} t on t.id = r.record_id and t.organization_id = ${organizationId}
        where r.origin_id = ${originId} and r.table_name = ${table} and r.legacy_key = any (${sql.param([...keys])}::text[])`,
  );
  return rows;
}

export async function insertOrigin(tx: Tx, file: string): Promise<number> {
  const result = await tx.execute<{ id: number }>(sql`insert into legacy_origins (file) values (${file}) returning id`);
  return result.rows[0]!.id;
}

export async function listRecords(tx: Tx, originId: number): Promise<RecordRow[]> {
  const result = await tx.execute(
    sql`select table_name, legacy_key, encode(content, 'hex') as content, record_id::float8 from legacy_records
        where origin_id = ${originId}`,
  );
  return result.rows as unknown as RecordRow[];
}

/** `then` says what to do with those that are there already. */
export async function insertRecords(tx: Tx, originId: number, records: RecordRow[], then = ""): Promise<void> {
  await insertRows<RecordRow & { origin_id: number }>(
    tx,
    "legacy_records",
    { origin_id: "integer", table_name: "text", legacy_key: "text", content: "bytea", record_id: "bigint" },
    records.map((record) => ({ ...record, origin_id: originId, content: `\\x${record.content}` })),
    then,
  );
}
