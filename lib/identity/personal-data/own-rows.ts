import type { PersonColumn } from "@/db/queries/identity/personal-data";

/**
 * Where a row is the person's own, so that all of it is handed out. Of every other row that names the person, new tables'
 * included, only that it does is: what else stands there may be somebody else's.
 */
const OWN = new Set([
  "actions.owner_id",
  "api_keys.user_id",
  "assignments.lead_id",
  "audit_views.user_id",
  "authenticators.user_id",
  "comment_mentions.user_id",
  "credentials.user_id",
  "emails.recipient_id",
  "evidence.uploaded_by",
  "evidence_requests.requested_by",
  "lead_comments.author_id",
  "notification_preferences.user_id",
  "notifications.user_id",
  "passkeys.user_id",
  "password_resets.user_id",
  "pending_sign_ins.user_id",
  "product_members.user_id",
  "products.owner_id",
  "question_assignments.user_id",
  "questionnaire_responses.answered_by",
  "recovery_codes.user_id",
  "response_revisions.answered_by",
  "saved_searches.user_id",
  "sessions.user_id",
  "sso_identities.user_id",
  "thread_reads.user_id",
  "users.id",
]);

/** Says of a row that it is there, and nothing of what is in it. */
const NEUTRAL = /^(id|organization_id|product_id|.*_at)$/;

/** What of a row about a person is handed out to that person. */
export function shareOf({ table, column }: PersonColumn, row: Record<string, unknown>): Record<string, unknown> {
  if (OWN.has(`${table}.${column}`)) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => name === column || NEUTRAL.test(name)));
}
