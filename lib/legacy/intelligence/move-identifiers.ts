import { judgeIdentifiers } from "@/db/queries/legacy/intelligence";
import { placeRows } from "@/db/queries/legacy/place-rows";
import type { IdentifierKind } from "@/db/schema/intelligence/identifiers";
import { extractIdentifiers } from "@/lib/intelligence/extraction/extract";
import { normalizeIdentifier } from "@/lib/intelligence/extraction/normalize";
import type { Batch } from "./batch";
import type { Line } from "./system-row";

const KINDS: Record<string, IdentifierKind> = {
  ...{ email: "email", phone: "phone", ip: "ip", ip_address: "ip", domain: "domain", url: "url", hash: "hash" },
  ...{ wallet: "wallet", crypto_wallet: "wallet", bitcoin: "wallet", iban: "iban", handle: "handle" },
  ...{ username: "handle", social_media: "handle", person_name: "name", name: "name", person: "name" },
  ...{ organization: "organization", location: "location" },
};

/**
 * Moves identifiers in, each in the one form of its kind. Where one stands in the messages was found as they moved in, so
 * one of the two is the other; what was verified by somebody stays so.
 */
export async function moveIdentifiers(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const fresh = await batch.fresh(lines);
  const verifierOf = ({ row }: Line) => row.key("verified_by_id", "verified_by");
  const people = await batch.refer("system_users", fresh.map(verifierOf));
  const taken: Line[] = [];
  const rows = fresh.flatMap((line) => {
    const found = readIdentifier(line);
    if (typeof found === "string") {
      batch.leave(line, found, line.row.line("value", 60));
      return [];
    }
    taken.push(line);
    const { kind, value, normalized, detail = "", isValid } = found;
    const createdAt = (line.row.moment("created_at") ?? new Date(batch.now)).toISOString();
    return {
      ...{ organization_id: place.organizationId, kind, value, normalized, detail, is_valid: isValid },
      created_at: createdAt,
    };
  });
  const placed = await placeRows(
    tx,
    "identifiers",
    {
      ...{ organization_id: "integer", kind: "text", value: "text", normalized: "text", detail: "text" },
      ...{ is_valid: "boolean", created_at: "timestamptz" },
    },
    ["organization_id", "kind", "normalized"],
    rows,
  );
  const seen = new Set<number>();
  const judged = taken.map((line, at) => {
    const { row } = line;
    const { id } = placed[at]!;
    if (seen.has(id)) row.complain("is written otherwise, and is one with another row", rows[at]!.normalized);
    seen.add(id);
    const by = row.flag("verification_status") ? (people.get(verifierOf(line) ?? "") ?? place.responsibleId) : null;
    if (row.flag("verification_status") && by === null)
      row.complain("was verified there, and nobody says by whom: it is unverified", rows[at]!.normalized);
    const verifiedAt = row.moment(row.first("verification_date", "verified_at", "updated_at")) ?? new Date(batch.now);
    batch.take(line, id);
    return {
      ...{ id, verified_by: by, verified_at: by === null ? null : verifiedAt.toISOString() },
      verification_note: by === null ? "" : "Verified in the system that moved in",
      first_seen: row.moment("first_detected")?.toISOString() ?? null,
      last_seen: row.moment("last_detected")?.toISOString() ?? null,
    };
  });
  await judgeIdentifiers(tx, place.organizationId, judged);
}

/** What a row points with, in its one form; a text says why it is nothing of the kind. */
function readIdentifier({ row }: Line) {
  const value = row.line("value", 500);
  const word = row.word(row.first("type", "identifier_type"));
  if (word === "date") return "it is a date, which points at nobody";
  const kind = KINDS[word];
  if (kind) {
    const normalized = normalizeIdentifier(kind, value);
    return normalized ? { kind, ...normalized } : `it is no ${kind}`;
  }
  // What its system had no kind for is of the kind it reads as, if it does so whole.
  const [found] = extractIdentifiers(value);
  if (!found || found.start > 0 || found.end < value.length) return "its kind is none here, and it reads like none";
  row.complain("its kind is none here: it has the kind it reads as", `${word || "none"}, ${found.kind}`);
  return found;
}
