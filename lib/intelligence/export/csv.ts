import { toCsv } from "@/lib/audit/csv";
import type { Exported } from "./exported";

const columns = [
  ...["marking", "kind", "value", "normalized", "detail", "is_valid", "verified_at"],
  ...["first_seen", "last_seen", "occurrences", "confidence", "note"],
] as const;

/** The identifiers as a table, safe to open in a spreadsheet. */
export function toIdentifierCsv(exported: Exported): string {
  const links = new Map(exported.links.map((link) => [link.identifierId, link]));
  const rows = exported.identifiers.map((identifier) => {
    const link = links.get(identifier.id);
    return {
      marking: `TLP:${exported.marking.toUpperCase()}`,
      kind: identifier.kind,
      value: identifier.value,
      normalized: identifier.normalized,
      detail: identifier.detail ?? "",
      is_valid: String(identifier.isValid),
      verified_at: identifier.verifiedAt?.toISOString() ?? "",
      first_seen: identifier.firstSeen?.toISOString() ?? "",
      last_seen: identifier.lastSeen?.toISOString() ?? "",
      occurrences: String(identifier.occurrences),
      confidence: link ? String(link.confidence) : "",
      note: link?.note ?? "",
    };
  });
  return toCsv(columns, rows, true);
}
