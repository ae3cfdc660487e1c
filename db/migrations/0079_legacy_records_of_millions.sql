-- As before, and for searches in open sources: what they brought is sealed under their number, which has to be known first.
CREATE OR REPLACE FUNCTION app.draw_ids(target text, highest integer, wanted integer) RETURNS SETOF integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  counter regclass;
begin
  if not app.sees_all() or app.actor_id() is not null then
    raise exception 'only who operates the installation draws numbers' using errcode = 'insufficient_privilege';
  end if;
  if target not in ('users', 'products', 'questionnaire_responses', 'lead_comments', 'osint_results') or highest > 5000000 then
    raise exception 'no numbers of % up to %', target, highest using errcode = 'invalid_parameter_value';
  end if;
  counter := pg_get_serial_sequence('public.' || target, 'id');
  perform nextval(counter) from generate_series(coalesce(pg_sequence_last_value(counter), 0) + 1, highest);
  return query select nextval(counter)::integer from generate_series(1, wanted);
end $$;
--> statement-breakpoint
-- A workspace's messages move in by the million. Which row became which follows from the file, whose SHA-256 each batch
-- leaves in the trail; a record that goes, or says something else than before, leaves an entry.
DROP TRIGGER audit ON legacy_records;
--> statement-breakpoint
CREATE TRIGGER audit AFTER DELETE ON legacy_records FOR EACH ROW EXECUTE FUNCTION app.audit('', '');
--> statement-breakpoint
CREATE TRIGGER audit_update AFTER UPDATE ON legacy_records FOR EACH ROW EXECUTE FUNCTION app.audit('', '');
--> statement-breakpoint
ALTER TABLE legacy_records ENABLE ALWAYS TRIGGER audit, ENABLE ALWAYS TRIGGER audit_update;
--> statement-breakpoint
COMMENT ON TABLE legacy_records IS 'audited in part: what a row became follows from the file it came in, which is in the trail';
