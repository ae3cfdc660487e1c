import { expect } from "vitest";
import { closePool } from "@/lib/kernel/database";
import type { World } from "./world";

/** Waits until the use cases' connections have ended: what a connection has counted, it reports at the latest then. */
async function reported(world: World) {
  await closePool();
  const name = new URL(world.database.appUrl).pathname.slice(1);
  const others = "select count(*)::int as n from pg_stat_activity where datname = $1 and usename = $2";
  const role = decodeURIComponent(new URL(world.database.appUrl).username);
  await expect.poll(() => world.sql(others, [name, role])).toEqual([{ n: 0 }]);
}

/** Rows of these tables that were read from end to end, as the server counts them. */
export async function readWhole(world: World, tables: string[]): Promise<Record<string, number>> {
  await reported(world);
  const rows = await world.sql<{ relname: string; n: number }>(
    "select relname, seq_tup_read as n from pg_stat_user_tables where relname = any ($1)",
    [tables],
  );
  return Object.fromEntries(rows.map(({ relname, n }) => [relname, n]));
}

/** How often an index was looked into. */
export async function lookedInto(world: World, index: string): Promise<number> {
  await reported(world);
  const [row] = await world.sql<{ n: number }>(
    "select idx_scan as n from pg_stat_user_indexes where indexrelname = $1",
    [index],
  );
  return row!.n;
}
