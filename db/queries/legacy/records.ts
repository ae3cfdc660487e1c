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

/** Systems that moved in and have at least one of these accounts, the most alike first. */
export async function listOrigins(tx: Tx, userKeys: string[]) {
  const result = await tx.execute<{ id: number; file: string; users: number; matching: number }>(
    sql`select o.id, o.file, count(*)::integer as users,
          count(*) filter (where r.legacy_key = any (${sql.param(userKeys)}::text[]))::integer as matching
        from legacy_origins o join legacy_records r on r.origin_id = o.id and r.table_name = 'users'
        group by o.id, o.file having bool_or(r.legacy_key = any (${sql.param(userKeys)}::text[]))
        order by matching desc, o.id`,
  );
  return result.rows;
}

export async function insertOrigin(tx: Tx, file: string): Promise<number> {
  const result = await tx.execute<{ id: number }>(sql`insert into legacy_origins (file) values (${file}) returning id`);
  return result.rows[0]!.id;
}

export async function listRecords(tx: Tx, originId: number): Promise<RecordRow[]> {
  const result = await tx.execute(
    sql`select table_name, legacy_key, encode(content, 'hex') as content, record_id from legacy_records
        where origin_id = ${originId}`,
  );
  return result.rows as unknown as RecordRow[];
}

export async function insertRecords(tx: Tx, originId: number, records: RecordRow[]): Promise<void> {
  await insertRows<RecordRow & { origin_id: number }>(
    tx,
    "legacy_records",
    { origin_id: "integer", table_name: "text", legacy_key: "text", content: "bytea", record_id: "integer" },
    records.map((record) => ({ ...record, origin_id: originId, content: `\\x${record.content}` })),
  );
}
