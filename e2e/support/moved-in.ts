import type { World } from "@/e2e/support/world";
import { systemCaller } from "@/lib/kernel/actor";
import { importLegacy } from "@/lib/legacy/import-legacy";
import type { Fate } from "@/lib/legacy/report";
import { fileOf, legacyDatabase, type LegacyRows } from "./legacy-database";

const cli = systemCaller("cli");

/** Moves a database of the original system in, as the command line does. */
export async function moveIn(shape: "flask" | "manager", rows: LegacyRows, options: { dryRun?: boolean } = {}) {
  const database = await legacyDatabase(shape, rows);
  const bytes = database.export();
  database.close();
  return importLegacy(cli, { file: fileOf(bytes), ...options });
}

/** What the report says of a table: reasons, with the rows each is about. */
export const fatesOf = (fates: Fate[], table: string) =>
  Object.fromEntries(fates.filter((fate) => fate.table === table).map(({ reason, rows }) => [reason, rows]));

/** How many rows each table has. */
export async function countRows(world: World): Promise<Record<string, number>> {
  const tables = await world.sql<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  const counted = tables
    .map(({ name }) => `select '${name}' as name, count(*) as rows from ${name}`)
    .join(" union all ");
  const rows = await world.sql<{ name: string; rows: number }>(counted);
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}
