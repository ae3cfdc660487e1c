import type { Move } from "./move";

/** The columns of each table that are read, by one or the other shape. */
const READ: Record<string, string> = {
  users:
    "id username email password_hash role organization first_name last_name phone is_active created_at updated_at assigned_client_id",
  products:
    "id name description owner_id created_at updated_at is_active product_url url programming_language language cloud_platform cloud_platform_other cicd_platform additional_details",
  questionnaire_responses:
    "id user_id product_id section dimension question answer client_comment comment evidence_path score max_score maturity_score is_reviewed is_approved needs_client_response created_at updated_at",
  lead_comments: "id response_id lead_id client_id product_id comment status parent_comment_id created_at",
  score_history:
    "id product_id user_id section_name total_score max_score percentage questions_answered questions_total calculated_at",
  audit_log: "id user_id action table_name record_id old_values new_values timestamp created_at ip_address user_agent",
};

/** Says which columns are not taken: nothing is lost without a word. */
export function reportColumns({ file, report }: Move): void {
  for (const [table, names] of Object.entries(READ)) {
    const read = new Set(names.split(" "));
    const there = (file.tables.get(table)?.columns ?? []).map((column) => column.toLowerCase());
    const unread = there.filter((column) => !read.has(column));
    if (unread.length) report.note(`Of ${table} these columns are not taken: ${unread.join(", ")}.`);
  }
}
