/** What an export says, read from the database, before it is written in a format. Dates are those of the records: never of the export. */
export interface Exported {
  /** Where the records' ids are ids: makes those of the export unlike those of another installation. */
  origin: string;
  agency: { id: number; name: string; createdAt: Date };
  marking: Marking;
  /** What the records were chosen by. */
  frame: ExportFrame;
  identifiers: ExportedIdentifier[];
  subjects: ExportedSubject[];
  contents: ExportedContent[];
  /** Which identifier stands in which content. */
  occurrences: { identifierId: number; contentId: string }[];
  /** Identifiers that a person linked to a search elsewhere. */
  links: { identifierId: number; confidence: number; note: string; createdAt: Date }[];
}

export interface ExportFrame {
  kind: "case" | "identifiers" | "osint_result";
  id: number;
  name: string;
  description: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface ExportedIdentifier {
  id: number;
  kind: string;
  value: string;
  normalized: string;
  detail: string | null;
  isValid: boolean;
  verifiedAt: Date | null;
  firstSeen: Date | null;
  lastSeen: Date | null;
  occurrences: number;
  createdAt: Date;
}

export interface ExportedSubject {
  id: number;
  platform: string;
  platformUserId: string;
  username: string | null;
  displayName: string | null;
}

export interface ExportedContent {
  /** Digits: the ids of content are wider than a number. */
  id: string;
  platform: string;
  source: string;
  platformContentId: string;
  subjectId: number | null;
  text: string;
  postedAt: Date | null;
  createdAt: Date;
}

/** The Traffic Light Protocol 2.0: to whom an export may be passed on. */
export const markings = ["clear", "green", "amber", "amber+strict", "red"] as const;
export type Marking = (typeof markings)[number];

export const exportFormats = ["stix", "misp", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** How the file of a format is named and served. */
export const formatFiles: Record<ExportFormat, { extension: string; mediaType: string }> = {
  stix: { extension: "stix.json", mediaType: "application/stix+json;version=2.1" },
  misp: { extension: "misp.json", mediaType: "application/json" },
  csv: { extension: "csv", mediaType: "text/csv; charset=utf-8; header=present" },
};
