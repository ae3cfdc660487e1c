import { findOpeners } from "@/db/queries/legacy/intelligence";
import { placeRows } from "@/db/queries/legacy/place-rows";
import type { Batch, SystemTable } from "./batch";
import type { Line } from "./system-row";

type Linked = "subject" | "content" | "identifier";

/** Tables that a link may point into, and its columns that do. */
const POINTS: Record<Linked, { table: SystemTable; columns: [string, ...string[]]; word: string }> = {
  subject: { table: "users", columns: ["subject_id", "user_id"], word: "subject" },
  content: { table: "content", columns: ["content_id"], word: "message" },
  identifier: { table: "identifiers", columns: ["identifier_id"], word: "identifier" },
};

/** Moves in that cases are about subjects, messages or identifiers. */
export async function moveCaseLinks(kind: Linked, batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const fresh = await batch.fresh(lines);
  const caseOf = ({ row }: Line) => row.key("case_id") ?? "";
  const { table, columns, word } = POINTS[kind];
  const otherOf = ({ row }: Line) => row.key(...columns) ?? "";
  const adderOf = ({ row }: Line) =>
    row.key("added_by_id", "linked_by_id", "assigned_by_id", "created_by_id", "added_by") ?? "";
  const cases = await batch.refer("cases", fresh.map(caseOf));
  const others = await batch.refer(table, fresh.map(otherOf));
  const people = await batch.refer("system_users", fresh.map(adderOf));
  const openers = await findOpeners(tx, "cases", place.organizationId, [...cases.values()]);
  const taken: Line[] = [];
  const rows = fresh.flatMap((line) => {
    const { row } = line;
    const [caseId, otherId] = [cases.get(caseOf(line)), others.get(otherOf(line))];
    if (caseId === undefined) batch.leave(line, "its case did not move in", caseOf(line));
    else if (otherId === undefined) batch.leave(line, `its ${word} did not move in`, otherOf(line));
    else {
      taken.push(line);
      return {
        ...{ organization_id: place.organizationId, case_id: caseId, [`${kind}_id`]: otherId },
        relevance: row.line(row.first("relevance", "link_type", "role"), 100),
        note: row.text(row.first("note", "notes"), 1_000),
        added_by: people.get(adderOf(line)) ?? openers.get(caseId)!,
        created_at: (row.moment(row.first("created_at", "assigned_at")) ?? new Date(batch.now)).toISOString(),
      };
    }
    return [];
  });
  const typed: Record<string, string> = {
    ...{ organization_id: "integer", case_id: "integer", [`${kind}_id`]: kind === "content" ? "bigint" : "integer" },
    ...{ relevance: "text", note: "text", added_by: "integer", created_at: "timestamptz" },
  };
  const key = ["organization_id", "case_id", `${kind}_id`];
  const placed = await placeRows<Record<string, unknown>>(tx, `${kind}_case_links`, typed, key, rows);
  for (const [at, line] of taken.entries()) batch.take(line, placed[at]!.id);
}

/** Moves in that searches told of identifiers. */
export async function moveSearchLinks(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const fresh = await batch.fresh(lines);
  const searchOf = ({ row }: Line) => row.key("osint_result_id", "osint_id") ?? "";
  const identifierOf = ({ row }: Line) => row.key("identifier_id") ?? "";
  const adderOf = ({ row }: Line) => row.key("verified_by_id", "created_by_id") ?? "";
  const searches = await batch.refer("osint_results", fresh.map(searchOf));
  const identifiers = await batch.refer("identifiers", fresh.map(identifierOf));
  const people = await batch.refer("system_users", fresh.map(adderOf));
  const makers = await findOpeners(tx, "osint_results", place.organizationId, [...searches.values()]);
  const taken: Line[] = [];
  const rows = fresh.flatMap((line) => {
    const { row } = line;
    const [searchId, identifierId] = [searches.get(searchOf(line)), identifiers.get(identifierOf(line))];
    if (searchId === undefined) batch.leave(line, "its search did not move in", searchOf(line));
    else if (identifierId === undefined) batch.leave(line, "its identifier did not move in", identifierOf(line));
    else {
      taken.push(line);
      return {
        ...{ organization_id: place.organizationId, osint_result_id: searchId, identifier_id: identifierId },
        confidence_score: row.share("confidence_score") ?? 0,
        note: row.text(row.first("analysis_notes", "context", "note"), 1_000),
        added_by: people.get(adderOf(line)) ?? makers.get(searchId)!,
        created_at: (row.moment("created_at") ?? new Date(batch.now)).toISOString(),
      };
    }
    return [];
  });
  const placed = await placeRows(
    tx,
    "osint_identifier_links",
    {
      ...{ organization_id: "integer", osint_result_id: "integer", identifier_id: "integer", confidence_score: "real" },
      ...{ note: "text", added_by: "integer", created_at: "timestamptz" },
    },
    ["organization_id", "osint_result_id", "identifier_id"],
    rows,
  );
  for (const [at, line] of taken.entries()) batch.take(line, placed[at]!.id);
}
