import { isImage, isText } from "@/lib/vault/file-kinds";
import type { IconName } from "../ui/icon";

/** A file of an answer, as the API names its parts. `size` in bytes, `added_at` ISO 8601. */
export interface EvidenceFile {
  id: number;
  filename: string;
  sha256: string;
  size: number;
  media_type: string;
  path?: string;
  /** The last day on which it proves anything, ISO 8601; null: no end. */
  expires_on?: string | null;
  /** Whether somebody uploaded it, or the system wrote it. */
  origin?: "upload" | "system";
  /** The day on which the notice that it tells of was withdrawn, ISO 8601. */
  withdrawn_on?: string | null;
  added_by?: string;
  added_at?: string;
}

/** What a change of an answer's evidence leaves: its files, and the answer's version where the server wrote one. */
export interface EvidenceChange {
  evidence: EvidenceFile[];
  added?: EvidenceFile;
  removed?: EvidenceFile;
  version?: number;
  status?: string;
}

/** Where the content is: a download, or shown in place. */
export const contentHref = (file: { id: number }, inline = false) =>
  `/api/v1/evidence/${file.id}/content${inline ? "?inline=1" : ""}`;

type PreviewKind = "image" | "pdf" | "table" | "text" | "none";

export function previewKind(mediaType: string): PreviewKind {
  if (isImage(mediaType)) return "image";
  if (mediaType === "text/csv") return "table";
  if (isText(mediaType)) return "text";
  return mediaType === "application/pdf" ? "pdf" : "none";
}

/** For people: "PDF", "Word document". */
export function kindOf(mediaType: string): { word: string; icon: IconName } {
  if (isImage(mediaType)) return { word: "Image", icon: "image" };
  if (mediaType === "application/pdf") return { word: "PDF", icon: "file-text" };
  if (mediaType === "text/csv") return { word: "CSV", icon: "file-sheet" };
  if (mediaType === "application/json") return { word: "JSON", icon: "file-code" };
  if (mediaType.endsWith("wordprocessingml.document")) return { word: "Word document", icon: "file-text" };
  if (mediaType.endsWith("spreadsheetml.sheet")) return { word: "Excel workbook", icon: "file-sheet" };
  if (mediaType.endsWith("presentationml.presentation")) return { word: "PowerPoint", icon: "file" };
  return { word: "Text", icon: "file-text" };
}
