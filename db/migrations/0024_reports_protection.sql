CALL app.protect('reports', 'select, insert', '', 'content');
--> statement-breakpoint
CALL app.protect('report_files', 'select, insert', '', 'content');
--> statement-breakpoint
CALL app.protect('report_brandings', 'select, insert, update', '', 'logo');
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON reports FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON report_files FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
-- Whoever holds a report knows its hash, and nobody else does: to them this says when it was made and whether what is kept
-- still has that hash, and nothing more. A print is known by the hash of its bytes.
CREATE FUNCTION app.recognize_report(wanted text)
RETURNS TABLE (what text, created_at timestamptz, unaltered boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select 'content', r.created_at, null::boolean from reports r where r.content_hash = wanted
  union all
  select 'pdf', f.created_at, encode(sha256(f.content), 'hex') = wanted from report_files f where f.sha256 = wanted
  limit 1
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.recognize_report FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.recognize_report TO securesphere_app;
