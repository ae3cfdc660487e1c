import type { EditionRow, LibraryRow } from "@/db/queries/assessment/evidence-library";

/** A document of the library, by its newest edition, as the API shows it. Size in bytes, days and times ISO 8601. */
export type LibraryItem = Omit<LibraryRow, "created_at"> & { created_at: string };

/** An edition of a document. */
export interface Edition extends LibraryItem {
  replaced: boolean;
}

export const describeLibraryRow = (row: LibraryRow): LibraryItem => ({
  id: row.id,
  organization_id: row.organization_id,
  organization: row.organization,
  path: row.path,
  filename: row.filename,
  title: row.title,
  description: row.description,
  sha256: row.sha256,
  size: row.size,
  media_type: row.media_type,
  expires_on: row.expires_on,
  origin: row.origin,
  withdrawn_on: row.withdrawn_on,
  edition: row.edition,
  used_by: row.used_by,
  uploaded_by: row.uploaded_by,
  created_at: row.created_at.toISOString(),
  version: row.version,
});

export const describeEdition = (row: EditionRow): Edition => ({ ...describeLibraryRow(row), replaced: row.replaced });

/** Kinds of files as people ask for them, by patterns of media types. */
export const evidenceKinds = {
  image: ["image/%"],
  pdf: ["application/pdf"],
  office: ["application/vnd.openxmlformats-officedocument.%"],
  table: ["text/csv", "%.spreadsheetml.sheet"],
  text: ["text/plain", "text/markdown", "application/json"],
} as const;
export type EvidenceKind = keyof typeof evidenceKinds;
export const evidenceKindNames = Object.keys(evidenceKinds) as [EvidenceKind, ...EvidenceKind[]];
