import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

export interface PersonColumn {
  table: string;
  column: string;
}

/** Every column that says a row is about a user, as the database's catalogue has it. */
export async function listPersonColumns(tx: Tx): Promise<PersonColumn[]> {
  const { rows } = await tx.execute(
    sql`select table_name as "table", column_name as "column" from app.person_columns()`,
  );
  return rows as unknown as PersonColumn[];
}

/** Rows about a person, without what the server may not read; after an id, where the table has one. */
export async function listRowsAbout(
  tx: Tx,
  { table, column }: PersonColumn,
  { userId, afterId, limit }: { userId: number; afterId: number; limit: number },
): Promise<Record<string, unknown>[]> {
  const { rows } = await tx.execute<{ row_values: Record<string, unknown> | null }>(
    sql`select row_values from app.export_rows(${table}, ${column}, ${userId}, ${afterId}, ${limit})`,
  );
  return rows.map((row) => row.row_values ?? {});
}

export interface TrailMark {
  /** As PostgreSQL writes it: dates of ours have no microseconds. */
  time: string;
  id: number;
}

/** What a person did, by the trail, after one of its entries. */
export async function listTrailOf(
  tx: Tx,
  userId: number,
  { time, id }: TrailMark,
  limit: number,
): Promise<(TrailMark & Record<string, unknown>)[]> {
  const { rows } = await tx.execute(
    sql`select id::integer, at::text as time, action, use_case, table_name, record_id::integer, ip_address, user_agent
        from app.export_trail(${userId}, ${time}::timestamptz, ${id}, ${limit})`,
  );
  return rows as unknown as (TrailMark & Record<string, unknown>)[];
}
