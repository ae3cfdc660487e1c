import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Columns } from "./insert-rows";

/**
 * Inserts rows that are not there by a unique key; one statement, however many. For each, in their order: its id, and whether
 * it is new. Names of the table and columns are written into the statement, so they come from the code alone.
 */
export async function placeRows<Row extends object>(
  tx: Tx,
  table: string,
  columns: Columns<Row>,
  key: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<{ id: number; made: boolean }[]> {
  if (rows.length === 0) return [];
  const names = Object.keys(columns);
  const list = names.join(", ");
  const typed = Object.entries(columns)
    .map(([name, type]) => `${name} ${String(type)}`)
    .join(", ");
  const same = (one: string, other: string) => key.map((name) => `${one}.${name} = ${other}.${name}`).join(" and ");
  // In the order of the key, so that two who write the same rows never wait for each other in a circle.
  const result = await tx.execute<{ id: number; made: boolean }>(sql`
    with given as (
      select * from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (${sql.raw(typed)})) with ordinality
        as g(${sql.raw(list)}, place)),
    made as (
      insert into ${sql.raw(`${table} (${list})`)} select ${sql.raw(list)} from given order by ${sql.raw(key.join(", "))}
      on conflict (${sql.raw(key.join(", "))}) do nothing returning id, ${sql.raw(key.join(", "))})
    select (case when m.id is null then t.id else m.id end)::float8 as id, m.id is not null as made
      from given g left join made m on ${sql.raw(same("m", "g"))}
      left join ${sql.raw(table)} t on m.id is null and ${sql.raw(same("t", "g"))}
     order by g.place`);
  return result.rows.map(({ id, made }) => ({ id: Number(id), made }));
}
