CALL app.protect('audit_archives', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('legal_holds', 'select, insert, update');
--> statement-breakpoint
-- Whether something of an organization must be kept; of everybody's where none is named. Erasing and archiving hold the same
-- lock until their commit that setting a hold takes alone: a hold that stands when they look is never missed.
CREATE FUNCTION app.is_held(organization integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  perform pg_advisory_xact_lock_shared(7305221907);
  return exists (select from legal_holds h where h.lifted_at is null and (h.organization_id is null or h.organization_id = organization));
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.is_held FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.is_held TO securesphere_app;
--> statement-breakpoint
-- The database holds to it, whoever forgot to ask: people are not erased, nor what the trail says of them.
CREATE FUNCTION app.refuse_held_erasure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if app.is_held(old.organization_id) then
    raise exception 'a legal hold stands: nothing is erased' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.refuse_held_erasure FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER held BEFORE UPDATE ON users FOR EACH ROW
WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION app.refuse_held_erasure();
--> statement-breakpoint
ALTER TABLE users ENABLE ALWAYS TRIGGER held;
--> statement-breakpoint
CREATE TRIGGER held BEFORE UPDATE ON audit_log FOR EACH ROW
WHEN (old.values_digest IS NULL AND new.values_digest IS NOT NULL) EXECUTE FUNCTION app.refuse_held_erasure();
--> statement-breakpoint
-- A month of the trail as it stands in the database: how much it is, whether all of it is sealed, whether a legal hold
-- keeps it. Null ids: it is empty.
CREATE FUNCTION app.audit_month(month date)
RETURNS TABLE (entries bigint, first_id bigint, last_id bigint, bytes bigint, unsealed bigint, held boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  partition regclass := to_regclass('public.audit_log_' || to_char(month, 'YYYY_MM'));
  top bigint;
  waiting jsonb;
  everything boolean;
begin
  if not app.sees_all() then raise exception 'for superusers alone' using errcode = 'insufficient_privilege'; end if;
  if partition is null then return; end if;
  everything := app.is_held(null);
  select c.top_id, c.pending into top, waiting from audit_checkpoints c order by c.n desc limit 1;
  return query execute format(
    'select count(*), min(a.id), max(a.id), pg_total_relation_size(%L::regclass),
       count(*) filter (where a.id > $1 or exists (
         select from jsonb_array_elements($2) r where a.id between (r ->> 0)::bigint and (r ->> 1)::bigint)),
       $3 or exists (select from legal_holds h where h.lifted_at is null and h.organization_id in (select b.organization_id from %s b))
     from %s a', partition, partition, partition)
  using coalesce(top, 0), coalesce(waiting, '[]'), everything;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.audit_month FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.audit_month TO securesphere_app;
--> statement-breakpoint
-- The months there are partitions for.
CREATE FUNCTION app.audit_months() RETURNS SETOF date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select to_date(substr(c.relname, 11), 'YYYY_MM') from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'public.audit_log'::regclass and c.relname ~ '^audit_log_\d{4}_\d{2}$' and app.sees_all() order by 1
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.audit_months FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.audit_months TO securesphere_app;
--> statement-breakpoint
-- Takes a month out of the database that was archived: only one that is long over, wholly sealed, not held, and as large as
-- its archive says. The checkpoints stay: what is not in the archive would be missed by every verification.
CREATE FUNCTION app.remove_archived_month(which date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  stands record;
  kept record;
begin
  if not app.sees_all() then raise exception 'for superusers alone' using errcode = 'insufficient_privilege'; end if;
  if which > date_trunc('month', now() at time zone 'UTC') - interval '4 months' then
    raise exception 'this month is too young to be archived' using errcode = 'object_not_in_prerequisite_state';
  end if;
  -- Nobody writes to it any more; whoever tries waits until it is counted. Of all others only the last step is in the way, and
  -- it would rather come later than have writers wait behind whoever reads for long.
  execute format('lock table %I in share mode', 'audit_log_' || to_char(which, 'YYYY_MM'));
  select * into stands from app.audit_month(which);
  select * into kept from audit_archives a where a.month = which and a.removed_at is null for update;
  if kept.id is null or stands.held or stands.unsealed > 0 or stands.entries <> kept.entries
     or stands.first_id is distinct from kept.first_id or stands.last_id is distinct from kept.last_id then
    raise exception 'the month is not as its archive says, not sealed, or held' using errcode = 'object_not_in_prerequisite_state';
  end if;
  perform set_config('lock_timeout', '2s', true);
  execute format('drop table %I', 'audit_log_' || to_char(which, 'YYYY_MM'));
  update audit_archives a set removed_at = now() where a.id = kept.id;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.remove_archived_month FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.remove_archived_month TO securesphere_app;
