import type { Report } from "../report";
import type { SystemFile } from "./open-file";
import { MOVERS } from "./tables";

const OF_LINKS =
  "id link_id case_id relevance link_type role note notes added_by_id linked_by_id assigned_by_id created_by_id added_by created_at assigned_at";

/** The columns of each table that are read, in one or the other shape. */
const READ: Record<string, string> = {
  system_users:
    "id system_user_id username email password_hash role is_active first_name last_name phone created_at updated_at",
  sources:
    "id source_id platform type source_handle handle url source_name name source_type is_active created_at updated_at",
  users: "id user_id source_id platform_user_id username full_name is_flagged created_at",
  keywords:
    "id keyword_id keyword term pattern is_regex severity status is_active category type weight aliases case_sensitive created_at",
  content:
    "id content_id source_id created_by_id user_id platform_content_id message_id posted_at published_at created_at text content content_type risk_level risk_score suspicion_score status keywords analysis_summary analysis_data language sentiment_score confidence_score processing_time last_analyzed title url author intent ml_prediction ml_confidence analysis_version",
  detections:
    "id detection_id content_id keyword_id matched_text position_start position_end confidence_score status reviewed_by_id reviewed_by reviewed_at review_notes notes created_at",
  identifiers:
    "id identifier_id value type identifier_type verification_status verification_date verified_at verified_by_id verified_by first_detected last_detected created_at",
  cases:
    "id case_id title description summary objectives methodology findings recommendations case_number type status priority assigned_to_id assigned_to created_by_id created_by owner_id due_date actual_completion closed_at created_at updated_at",
  user_case_links: `${OF_LINKS} user_id system_user_id status can_edit`,
  subject_case_links: `${OF_LINKS} subject_id user_id`,
  content_case_links: `${OF_LINKS} content_id`,
  identifier_case_links: `${OF_LINKS} identifier_id`,
  osint_results:
    "id osint_result_id query search_type status results analysis summary notes total_sources_searched successful_sources processing_time risk_score error_message created_by_id created_by case_id created_at updated_at completed_at",
  osint_identifier_links:
    "id link_id osint_result_id osint_id identifier_id confidence_score context analysis_notes note verified_by_id created_by_id created_at",
};

const LEFT: Record<string, string> = {
  alembic_version: "belongs to the other system's migrations",
  active_cases: "which case is open on a screen is not kept here",
};

/** Says which tables and columns are not taken: nothing is lost without a word. */
export function reportTables(file: SystemFile, report: Report): void {
  const movers = new Map(MOVERS.flatMap(({ table, names }) => names.map((name) => [name, table] as const)));
  for (const [table, what] of file.refused) report.note(`${table} is not read: ${what}.`);
  for (const [name, { columns, count }] of file.tables) {
    const table = movers.get(name);
    if (!table) {
      report.leaveAll(name, LEFT[name] ?? "the table is not known", count);
      continue;
    }
    const read = new Set(READ[table]!.split(" "));
    const unread = columns.map((column) => column.toLowerCase()).filter((column) => !read.has(column));
    if (unread.length) report.note(`Of ${name} these columns are not taken: ${unread.join(", ")}.`);
  }
}
