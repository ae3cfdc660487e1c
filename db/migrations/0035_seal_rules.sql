CALL app.protect_unaudited('audit_checkpoints', 'select, insert', 'it is the seal of the trail; auditing it would never come to rest');
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_checkpoints FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
ALTER TABLE audit_checkpoints ENABLE ALWAYS TRIGGER append_only;
--> statement-breakpoint
-- Hashes do not compress.
ALTER TABLE audit_checkpoints ALTER COLUMN records SET STORAGE EXTERNAL;
--> statement-breakpoint
-- What stands for the values of a row of the trail: as db/queries/audit/canonical.ts and lib/audit/proof/row.ts say it.
CREATE FUNCTION app.values_digest(salt uuid, old_values jsonb, new_values jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ select sha256(coalesce(uuid_send(salt), '') || convert_to(
  '{"old":' || coalesce(old_values::text, 'null') || ',"new":' || coalesce(new_values::text, 'null') || '}', 'UTF8')) $$;
--> statement-breakpoint
-- The trail is append-only, but for values that are erased by law: then their digest stands for them, and nothing else of
-- the row may differ.
CREATE FUNCTION app.refuse_trail_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  kept audit_log;
begin
  if tg_op = 'UPDATE' and current_setting('app.erasing', true) = 'on' and old.values_digest is null then
    kept := old;
    kept.old_values := null;
    kept.new_values := null;
    kept.salt := null;
    kept.values_digest := app.values_digest(old.salt, old.old_values, old.new_values);
    if kept is not distinct from new then return new; end if;
  end if;
  raise exception '% of % refused: it is append-only', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
DROP TRIGGER append_only ON audit_log;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION app.refuse_trail_change();
--> statement-breakpoint
-- Erases what the trail says of an organization's values, and says so in the trail. For the owner of the database alone: no
-- door of the server leads here. Returns how many rows were erased.
CREATE FUNCTION app.erase_trail_values(organization integer, why text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  erased bigint;
begin
  if coalesce(trim(why), '') = '' then raise exception 'say why'; end if;
  perform set_config('app.erasing', 'on', true);
  update audit_log a set old_values = null, new_values = null, salt = null,
         values_digest = app.values_digest(a.salt, a.old_values, a.new_values)
   where a.organization_id = organization and a.values_digest is null and (a.old_values is not null or a.new_values is not null);
  get diagnostics erased = row_count;
  perform set_config('app.erasing', '', true);
  insert into audit_log (actor, organization_id, action, table_name, reason, new_values)
  values (current_user, organization, 'ERASE', 'audit_log', why, jsonb_build_object('entries', erased));
  return erased;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.erase_trail_values FROM PUBLIC;
