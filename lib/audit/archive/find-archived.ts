import type { ArchiveRow } from "@/db/queries/audit/archives";
import { Fault } from "@/lib/kernel/fault";
import { rowHash, type TrailRowText } from "../proof/row";
import type { TrailFilter } from "@/db/queries/audit/trail-filter";
import { requireWhole } from "./archive-file";
import { monthName } from "./months";
import { readArchivedRows } from "./read-archived";

/** An entry of an archived month, in the words of the trail's export. */
export interface ArchivedEntry {
  id: number;
  timestamp: string;
  username: string;
  user_id: number | null;
  organization_id: number | null;
  action: string;
  use_case: string | null;
  table_name: string | null;
  record_id: number | null;
  reason: string | null;
  old_values: string | null;
  new_values: string | null;
  ip_address: string | null;
  user_agent: string | null;
  request_id: string | null;
  hash: string;
}

type Wanted = Omit<TrailFilter, "before" | "from">;

/**
 * The entries of these archived months that a filter asks for, the oldest first, as they are read: memory stays constant.
 * @throws Fault conflict when a file is not what was written
 */
export async function* findArchived(
  archives: readonly ArchiveRow[],
  range: { from: number | null; to: number | null },
  wanted: Wanted,
  onMonth: (index: number, month: string) => void = () => undefined,
): AsyncGenerator<ArchivedEntry> {
  const matches = matcherOf(wanted);
  for (const [index, archive] of archives.entries()) {
    onMonth(index, monthName(archive.month));
    await requireWhole(archive);
    for await (const piece of readArchivedRows(archive, range)) {
      if ("absence" in piece) throw new Fault("conflict", piece.absence.message);
      if (matches(piece)) yield entryOf(piece);
    }
  }
}

/** What stands in a row's text where it has these values: quotes within values are escaped, so nothing else looks like it. */
function matcherOf({ userId, organizationId, tableName, recordId, action, text }: Wanted) {
  const marks = Object.entries({
    user_id: userId,
    organization_id: organizationId,
    table_name: tableName,
    record_id: recordId,
    action,
  })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}" : ${JSON.stringify(value)}, `);
  const sought = text?.toLowerCase();
  return (row: TrailRowText) =>
    marks.every((mark) => row.entry.includes(mark)) && (!sought || textOf(row).toLowerCase().includes(sought));
}

/** What a search for a text looks at, as in the database. */
function textOf(row: TrailRowText): string {
  const entry = entryOf(row);
  const { username, action, table_name, record_id, use_case, reason, request_id, ip_address } = entry;
  const all = [username, action, table_name, record_id, use_case, reason, request_id, ip_address];
  return [...all, entry.old_values, entry.new_values].filter((part) => part !== null).join(" ");
}

function entryOf(row: TrailRowText): ArchivedEntry {
  const { actor, transaction_id: _, ...entry } = JSON.parse(row.entry) as Record<string, unknown>;
  const { old, new: after } = valuesOf(row.values);
  const about = { username: actor, old_values: old, new_values: after, hash: rowHash(row).toString("hex") };
  return { ...entry, ...about } as unknown as ArchivedEntry;
}

/** Before and after as the database wrote them; none where they were erased. */
function valuesOf(values: string | null): { old: string | null; new: string | null } {
  const { old, new: after } = (values === null ? {} : JSON.parse(values)) as { old?: unknown; new?: unknown };
  const written = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));
  return { old: written(old), new: written(after) };
}
