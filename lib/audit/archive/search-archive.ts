import { z } from "zod";
import { findArchives } from "@/db/queries/audit/archives";
import { logEvent } from "@/db/queries/kernel/events";
import { jobKind, startJob } from "@/lib/jobs/job";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { keepFile } from "@/lib/vault/kept-file";
import { toCsv } from "../csv";
import { canReadTrail } from "../policy";
import { filterOf, microsOf, trailFilters } from "../trail-input";
import { type ArchivedEntry, findArchived } from "./find-archived";
import { overlaps } from "./months";

/** Most entries that a search gives back. */
const MOST_FOUND = 100_000;
const PIECE = 500;

const columns = [
  ...["id", "timestamp", "username", "user_id", "organization_id", "action", "use_case", "table_name", "record_id"],
  ...["reason", "old_values", "new_values", "ip_address", "user_agent", "request_id", "hash"],
] as const satisfies (keyof ArchivedEntry)[];

const filters = z.object(trailFilters);

/** Notes who searches for what, and says which files that is in. */
const beginSearch = command({
  action: "audit.archive.search",
  scope: "audit:read",
  input: filters,
  allow: canReadTrail,
  run: async ({ tx }, given) => {
    const range = { from: microsOf(given.from), to: microsOf(given.to) };
    const archives = (await findArchives(tx)).filter((archive) => archive.removed && overlaps(archive.month, range));
    const months = archives.map(({ month }) => month.slice(0, 7));
    await logEvent(tx, { action: "EXPORT", table: "audit_archives", details: { ...given, months } });
    return { archives, range, wanted: filterOf(given) };
  },
});

/** The entries of archived months that these filters ask for, the oldest first, at most so many. */
export async function searchArchived(
  caller: Caller,
  given: z.input<typeof filters>,
  onMonth?: (share: number, month: string) => void,
  most = MOST_FOUND,
): Promise<AsyncGenerator<ArchivedEntry>> {
  const { archives, range, wanted } = await beginSearch(caller, given);
  const entries = findArchived(archives, range, wanted, (index, month) => onMonth?.(index / archives.length, month));
  return first(entries, most);
}

async function* first<Item>(items: AsyncIterable<Item>, most: number): AsyncGenerator<Item> {
  let left = most;
  for await (const item of items) {
    yield item;
    if (--left === 0) return;
  }
}

/** Searches archived months into a table, as the superuser who asked. */
export const searchArchive = jobKind({
  kind: "audit.archive.search",
  input: filters,
  run: async ({ caller, input, progress }) => {
    let found = 0;
    const say = (share: number, month: string) =>
      progress(share, `Reading ${month}, ${found.toLocaleString("en")} found`);
    const entries = await searchArchived(caller, input, say);
    const table = async function* () {
      yield Buffer.from(toCsv(columns, [], true));
      for await (const piece of pieces(entries)) {
        found += piece.length;
        yield Buffer.from(toCsv(columns, piece, false));
      }
    };
    const file = await keepFile(caller, table());
    return { format: "csv", ...file, found, complete: found < MOST_FOUND };
  },
});

async function* pieces<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let piece: Item[] = [];
  for await (const item of items) {
    piece.push(item);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

/** Has the archived months of a time searched into a table that can be fetched for a day. */
export const startArchiveSearch = command({
  action: "audit.archive.search-start",
  scope: "audit:read",
  input: filters,
  allow: canReadTrail,
  run: async (context, input) => {
    const job = { organizationId: context.actor.organizationId, title: "Search in the archived audit trail", input };
    return { job_id: await startJob(context, searchArchive, job) };
  },
});
