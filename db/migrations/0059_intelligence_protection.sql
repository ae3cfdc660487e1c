CALL app.protect('sources', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect_in_part('imports', 'select, insert, update, delete', 'how far an import is, several times a second',
  '(old.status, old.source_id, old.evidence_id, old.supplied_by, old.authority, old.time_zone, old.mapping, old.sha256) is distinct from
   (new.status, new.source_id, new.evidence_id, new.supplied_by, new.authority, new.time_zone, new.mapping, new.sha256)', '', '', true);
--> statement-breakpoint
CALL app.protect_unaudited('import_rejects', 'select, insert, delete', 'follows from the file of its import, whose SHA-256 is in the trail');
--> statement-breakpoint
CALL app.protect_in_part('subjects', 'select, insert, update, delete', 'accounts come from imports, whose files are in the trail',
  '(old.is_flagged, old.flag_reason, old.profile_id) is distinct from (new.is_flagged, new.flag_reason, new.profile_id)',
  'username,display_name');
--> statement-breakpoint
CALL app.protect_in_part('content', 'select, insert, update, delete', 'messages come from imports, whose files are in the trail, and what rules find from the rule set',
  '(old.status, old.text, old.subject_id, old.source_id, old.posted_at, old.platform_content_id, old.content_type, old.metadata) is distinct from
   (new.status, new.text, new.subject_id, new.source_id, new.posted_at, new.platform_content_id, new.content_type, new.metadata)',
  'text,metadata,analysis', 'search');
--> statement-breakpoint
CALL app.protect('watchlists', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('keywords', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('rule_sets', 'select, insert');
--> statement-breakpoint
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON rule_sets FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
ALTER TABLE rule_sets ENABLE ALWAYS TRIGGER refuse_change;
--> statement-breakpoint
CALL app.protect_in_part('detections', 'select, insert, update, delete', 'what rules find follows from content and rule set',
  '(old.status, old.review_note, old.reviewed_by) is distinct from (new.status, new.review_note, new.reviewed_by)',
  'matched_text,context');
--> statement-breakpoint
CALL app.protect_in_part('identifiers', 'select, insert, update, delete', 'what is recognized follows from content',
  '(old.value, old.normalized, old.verified_by, old.verified_at) is distinct from (new.value, new.normalized, new.verified_by, new.verified_at)',
  'value,normalized');
--> statement-breakpoint
CALL app.protect_unaudited('identifier_occurrences', 'select, insert, delete', 'where an identifier stands follows from content');
--> statement-breakpoint
CALL app.protect('cases', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('user_case_links', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('subject_case_links', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('content_case_links', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('identifier_case_links', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('osint_results', 'select, insert, update, delete', 'results,analysis');
--> statement-breakpoint
CALL app.protect('osint_identifier_links', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('purposes', 'select, insert, update');
