import { drawIds } from "@/db/queries/legacy/ids";
import { insertRows } from "@/db/queries/legacy/insert-rows";
import type { OsintStatus } from "@/db/schema/intelligence/osint-results";
import {
  MOST_ENTRIES,
  searchTypes,
  type OsintEntry,
  type SearchType,
} from "@/lib/intelligence/osint/connectors/connector";
import { sealFor, type Analysis, type Findings } from "@/lib/intelligence/osint/sealed-findings";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { storable } from "../storable";
import type { Batch } from "./batch";
import type { Line, SystemRow } from "./system-row";

/** What was waiting or running there is done by nobody here. */
const STATUSES: Record<string, OsintStatus> = {
  ...{ completed: "done", done: "done", partial: "done", failed: "failed", cancelled: "cancelled" },
  ...{ pending: "cancelled", in_progress: "cancelled" },
};
const TYPES: Record<string, SearchType> = {
  ip_address: "ip",
  person: "name",
  social_media: "handle",
  username: "handle",
};

/** Moves searches in open sources in, what they brought sealed under the agency's data key. */
export async function moveSearches(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const { organizationId, responsibleId } = place;
  const given = await batch.fresh(lines);
  if (given.length === 0) return;
  const makerOf = ({ row }: Line) => row.key("created_by_id", "created_by") ?? "";
  const caseOf = ({ row }: Line) => row.key("case_id") ?? "";
  const people = await batch.refer("system_users", given.map(makerOf));
  const cases = await batch.refer("cases", given.map(caseOf));
  const dataKey = await currentDataKey(tx, organizationId);
  const fresh = given.filter((line) => {
    const { row } = line;
    if (!row.line("query", 500)) batch.leave(line, "it asked for nothing");
    else if (caseOf(line) && !cases.has(caseOf(line))) batch.leave(line, "its case did not move in", caseOf(line));
    else if (!people.has(makerOf(line)) && responsibleId === null)
      batch.leave(line, "nobody who is here made it: name who answers for it with --responsible");
    else return true;
    return false;
  });
  const ids = await drawIds(tx, "osint_results", 0, fresh.length);
  const rows = fresh.map((line, at) => {
    const { row } = line;
    const id = ids[at]!;
    const place = { id, organizationId };
    const results = findingsOf(row);
    const analysis = analysisOf(row, batch.now);
    const seal = (column: "results" | "analysis", value: unknown) =>
      value === null ? null : `\\x${sealFor(column, place, dataKey.key, value).toString("hex")}`;
    const status = STATUSES[row.word("status")] ?? "cancelled";
    const seconds = row.within("processing_time", 0, 1e6);
    const createdAt = (row.moment("created_at") ?? new Date(batch.now)).toISOString();
    batch.take(line, id);
    return {
      ...{ id, organization_id: organizationId, case_id: cases.get(caseOf(line)) ?? null, connector: "moved in" },
      ...{ query: row.line("query", 500), search_type: searchTypeOf(row), status },
      purpose: `Made in the system that moved in from ${batch.place.filename}`,
      ...{ results: seal("results", results), analysis: seal("analysis", analysis) },
      data_key_id: results === null && analysis === null ? null : dataKey.id,
      total_sources_searched: Math.trunc(row.within("total_sources_searched", 0, 1e6) ?? 0),
      processing_time: seconds === undefined ? null : seconds * 1000,
      risk_score: row.within("risk_score", 0, 100) ?? null,
      error: row.text("error_message", 1_000) || null,
      created_by: people.get(makerOf(line)) ?? responsibleId!,
      ...{
        created_at: createdAt,
        ended_at: row.moment(row.first("completed_at", "updated_at"))?.toISOString() ?? createdAt,
      },
    };
  });
  await insertRows<(typeof rows)[number]>(
    tx,
    "osint_results",
    {
      ...{ id: "integer", organization_id: "integer", case_id: "integer", connector: "text", query: "text" },
      ...{ search_type: "text", status: "text", purpose: "text", results: "bytea", analysis: "bytea" },
      ...{ data_key_id: "integer", total_sources_searched: "integer", processing_time: "real", risk_score: "real" },
      ...{ error: "text", created_by: "integer", created_at: "timestamptz", ended_at: "timestamptz" },
    },
    rows,
  );
}

function searchTypeOf(row: SystemRow): SearchType {
  const word = row.word("search_type");
  return TYPES[word] ?? searchTypes.find((type) => type === word) ?? "text";
}

/** What came back, an entry for each thing of the list that it is, or one for all of it. */
function findingsOf(row: SystemRow): Findings | null {
  const found = row.json("results");
  if (found === null) return null;
  const listed = (value: unknown): unknown[] | undefined => {
    if (Array.isArray(value)) return value;
    const inner = typeof value === "object" && value !== null ? (value as Record<string, unknown>).results : undefined;
    return Array.isArray(inner) ? inner : undefined;
  };
  const entries = listed(found) ?? [found];
  const left = Math.max(0, entries.length - MOST_ENTRIES);
  return {
    results: entries.slice(0, MOST_ENTRIES).map(entryOf),
    sourcesSearched: Math.trunc(row.within("successful_sources", 0, 1e6) ?? 0),
    remarks: ["Moved in as it was.", ...(left > 0 ? [`Further entries, left out: ${left}.`] : [])],
  };
}

function entryOf(found: unknown): OsintEntry {
  const named = (typeof found === "object" && found !== null ? found : {}) as Record<string, unknown>;
  const text = (...names: string[]) => {
    const value = names.map((name) => named[name]).find((each) => typeof each === "string" || typeof each === "number");
    return value === undefined ? "" : storable(String(value as string | number), 2_000);
  };
  return {
    source: text("source", "platform", "engine", "module") || "moved in",
    type: text("type", "category") || "entry",
    kind: null,
    value: text("value", "url", "link", "title", "username") || storable(JSON.stringify(found), 500),
    detail: text("description", "snippet", "summary", "detail"),
    seenAt: text("date", "timestamp", "seen_at") || null,
    confidence: null,
    data: found,
  };
}

function analysisOf(row: SystemRow, now: number): Analysis | null {
  const data = row.json("analysis");
  const parts = [
    row.text("summary", 10_000),
    row.text("notes", 10_000),
    data === null ? "" : JSON.stringify(data, null, 2),
  ];
  const note = storable(parts.filter(Boolean).join("\n\n"), 50_000);
  return note
    ? { note, by: "the system that moved in", at: (row.moment("updated_at") ?? new Date(now)).toISOString() }
    : null;
}
