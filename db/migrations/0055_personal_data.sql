-- Where the catalogue says that a row is about a user: every foreign key to users, whatever table it stands in.
CREATE FUNCTION app.person_columns() RETURNS TABLE (table_name text, column_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select c.relname::text, a.attname::text
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    cross join unnest(k.conkey, k.confkey) as pair (own, foreign_column)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
    join pg_attribute f on f.attrelid = k.confrelid and f.attnum = pair.foreign_column
   where k.contype = 'f' and k.confrelid = 'public.users'::regclass and f.attname = 'id'
     and c.relnamespace = 'public'::regnamespace and not c.relispartition
   group by 1, 2 order by 1, 2
$$;
--> statement-breakpoint
-- Rows about a person, for that person or a superuser: of organizations within reach, and without what the server may not
-- read itself, which is every secret. Those with an id come in its order, after one.
CREATE FUNCTION app.export_rows(wanted_table text, wanted_column text, person integer, after_id bigint, most integer)
RETURNS TABLE (row_values jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  kept text[];
  has_id boolean;
  has_organization boolean;
begin
  if not (app.sees_all() or coalesce(person = app.actor_id(), false)) then
    raise exception 'this is somebody else''s' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from app.person_columns() p where p.table_name = wanted_table and p.column_name = wanted_column)
     and (wanted_table, wanted_column) <> ('users', 'id') then
    raise exception 'not a column about people' using errcode = 'invalid_parameter_value';
  end if;
  select array_agg(a.attname::text) filter (where has_column_privilege('securesphere_app', a.attrelid, a.attnum, 'select')
                                               or a.attname in ('id', 'created_at', 'expires_at', 'used_at')),
         coalesce(bool_or(a.attname = 'id'), false), coalesce(bool_or(a.attname = 'organization_id'), false)
    into kept, has_id, has_organization
    from pg_attribute a
   where a.attrelid = ('public.' || quote_ident(wanted_table))::regclass and a.attnum > 0 and not a.attisdropped
     and a.atttypid <> 'tsvector'::regtype;
  return query execute format(
    'select (select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(t)) e where e.key = any ($1)) from public.%I t
      where t.%I = $2 %s %s %s',
    wanted_table, wanted_column,
    case when has_organization and not app.sees_all()
      then 'and (t.organization_id is null or t.organization_id = any (app.reach()) or t.organization_id = app.home_organization_id())' else '' end,
    case when has_id then 'and t.id > $3' else 'and $3 = 0' end,
    case when has_id then 'order by t.id limit $4' else '' end)
    using kept, person, after_id, most;
end $$;
--> statement-breakpoint
-- What a person did, as the trail has it, without the values: those are the records', and may be others'.
CREATE FUNCTION app.export_trail(person integer, after_time timestamptz, after_id bigint, most integer)
RETURNS TABLE (id bigint, at timestamptz, action text, use_case text, table_name text, record_id bigint, ip_address text, user_agent text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if not (app.sees_all() or coalesce(person = app.actor_id(), false)) then
    raise exception 'this is somebody else''s' using errcode = 'insufficient_privilege';
  end if;
  return query select a.id, a.timestamp, a.action, a.use_case, a.table_name, a.record_id, a.ip_address::text, a.user_agent
    from audit_log a where a.user_id = person and (a.timestamp, a.id) > (after_time, after_id) order by a.timestamp, a.id limit most;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.person_columns, app.export_rows, app.export_trail FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.person_columns, app.export_rows, app.export_trail TO securesphere_app;
