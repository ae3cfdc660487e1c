import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** What one statement takes; larger moves need one more for each. */
const ROWS_AT_ONCE = 5_000;
const CHARACTERS_AT_ONCE = 8_000_000;

/** Names and types of columns. They are written into the statement, so they come from this folder alone. */
export type Columns<Row> = { readonly [Name in keyof Row & string]: string };

/** Rows as JSON arrays, each of a size that one statement can take. */
export function* batches(rows: readonly object[]): Generator<string> {
  let batch: string[] = [];
  let characters = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (batch.length === ROWS_AT_ONCE || (batch.length > 0 && characters + text.length > CHARACTERS_AT_ONCE)) {
      yield `[${batch.join(",")}]`;
      batch = [];
      characters = 0;
    }
    batch.push(text);
    characters += text.length;
  }
  if (batch.length > 0) yield `[${batch.join(",")}]`;
}

/**
 * Inserts rows with ids and times of their own choosing, thousands in a statement. `then` says what to do with those that
 * are there already.
 */
export async function insertRows<Row extends object>(
  tx: Tx,
  table: string,
  columns: Columns<Row>,
  rows: readonly Row[],
  then = "",
): Promise<void> {
  const names = Object.keys(columns).join(", ");
  const typed = Object.entries(columns)
    .map(([name, type]) => `${name} ${String(type)}`)
    .join(", ");
  for (const batch of batches(rows)) {
    await tx.execute(
      sql`insert into ${sql.raw(`${table} (${names})`)} select ${sql.raw(names)}
        from jsonb_to_recordset(${batch}::jsonb) as r(${sql.raw(typed)}) ${sql.raw(then)}`,
    );
  }
}
