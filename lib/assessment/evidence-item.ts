import type { EvidenceItem } from "@/db/queries/assessment/evidence-json";
import type { EvidenceRow } from "@/db/queries/vault/evidence";
import { evidencePath } from "@/lib/vault/evidence-path";

/** A recorded file as the API shows it. */
export const evidenceItem = (row: EvidenceRow): EvidenceItem => ({
  id: row.id,
  path: evidencePath(row),
  filename: row.filename,
  sha256: row.sha256,
  size: row.size,
  media_type: row.mediaType,
});
