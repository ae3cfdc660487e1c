import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** Tables whose ids people have written down, so that moving in keeps them where they are free; or that are known before their rows. */
export type NumberedTable = "users" | "products" | "questionnaire_responses" | "lead_comments" | "osint_results";

/** Which of these ids a table has. */
export async function listTakenIds(tx: Tx, table: NumberedTable, ids: number[]): Promise<Set<number>> {
  const result = await tx.execute<{ id: number }>(
    sql`select id from ${sql.raw(table)} where id = any (${sql.param(ids)}::integer[])`,
  );
  return new Set(result.rows.map(({ id }) => id));
}

/** Moves a table's counter past `highest` and draws new ids from it. */
export async function drawIds(tx: Tx, table: NumberedTable, highest: number, wanted: number): Promise<number[]> {
  const result = await tx.execute<{ id: number }>(
    sql`select id from app.draw_ids(${table}, ${highest}::integer, ${wanted}::integer) as id`,
  );
  return result.rows.map(({ id }) => id);
}
