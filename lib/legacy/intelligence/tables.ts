import type { Batch, SystemTable } from "./batch";
import { moveCases } from "./move-cases";
import { moveContent } from "./move-content";
import { moveDetections } from "./move-detections";
import { moveIdentifiers } from "./move-identifiers";
import { moveKeywords } from "./move-keywords";
import { moveCaseLinks, moveSearchLinks } from "./move-links";
import { moveUserLinks } from "./move-members";
import { movePeople } from "./move-people";
import { moveSearches } from "./move-searches";
import { moveSources } from "./move-sources";
import { moveSubjects } from "./move-subjects";
import type { Line } from "./system-row";

export interface Mover {
  table: SystemTable;
  /** What the file may call it. */
  names: readonly string[];
  /** What one shape of the system calls its key; the other says `id`. */
  keyColumn: string;
  move: (batch: Batch, lines: readonly Line[]) => Promise<void>;
}

const mover = (table: SystemTable, keyColumn: string, move: Mover["move"], ...others: string[]): Mover => ({
  ...{ table, names: [table, ...others], keyColumn, move },
});

/** The tables that are read, in the order in which one needs the other. */
export const MOVERS: readonly Mover[] = [
  mover("system_users", "system_user_id", movePeople),
  mover("sources", "source_id", moveSources),
  mover("users", "user_id", moveSubjects),
  mover("keywords", "keyword_id", moveKeywords),
  mover("content", "content_id", moveContent, "contents"),
  mover("detections", "detection_id", moveDetections),
  mover("identifiers", "identifier_id", moveIdentifiers),
  mover("cases", "case_id", moveCases),
  mover("user_case_links", "link_id", moveUserLinks),
  mover(
    "subject_case_links",
    "link_id",
    (batch, lines) => moveCaseLinks("subject", batch, lines),
    "case_subject_links",
  ),
  mover(
    "content_case_links",
    "link_id",
    (batch, lines) => moveCaseLinks("content", batch, lines),
    "case_content_links",
  ),
  mover(
    "identifier_case_links",
    "link_id",
    (batch, lines) => moveCaseLinks("identifier", batch, lines),
    "case_identifier_links",
  ),
  mover("osint_results", "osint_result_id", moveSearches),
  mover("osint_identifier_links", "link_id", moveSearchLinks),
];
