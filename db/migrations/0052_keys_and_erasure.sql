CALL app.protect('organization_erasures', 'select, insert, update');
--> statement-breakpoint
-- What renewing data keys takes: a stored file's rows say which key it is sealed under, and a retired key goes.
GRANT UPDATE (data_key_id) ON evidence TO securesphere_app;
--> statement-breakpoint
GRANT DELETE ON data_keys TO securesphere_app;
--> statement-breakpoint
-- The sealed secrets of an organization's people that stand under another data key of it; locked until they are sealed anew.
CREATE FUNCTION app.outdated_secrets(organization integer, current_key integer, most integer)
RETURNS TABLE (id integer, user_id integer, data_key_id integer, secret bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select a.id, a.user_id, a.data_key_id, a.secret from authenticators a join data_keys k on k.id = a.data_key_id
   where k.organization_id = organization and k.id <> current_key and app.sees_all()
   order by a.id limit most for update of a
$$;
--> statement-breakpoint
CREATE FUNCTION app.reseal_secrets(new_key integer, ids integer[], secrets bytea[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  update authenticators a set data_key_id = new_key, secret = s.secret
    from unnest(ids, secrets) s (id, secret) where a.id = s.id and app.sees_all()
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.outdated_secrets, app.reseal_secrets FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.outdated_secrets, app.reseal_secrets TO securesphere_app;
--> statement-breakpoint
-- What is append-only goes with its whole organization, and the server's role may not delete it at all. The trail and its
-- seal stay whatever goes.
CREATE OR REPLACE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
begin
  if tg_op = 'DELETE' and current_setting('app.erasing', true) = 'on' and tg_table_name !~ '^audit_' then return old; end if;
  raise exception '% of % refused: it is append-only', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'user_id' = to_jsonb(old) - 'user_id' then return new; end if;
  if tg_op = 'DELETE' and current_setting('app.erasing', true) = 'on' then return old; end if;
  raise exception '% of snapshots refused: what they say stays', tg_op using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
-- Which rows belong to an organization ($1), table by table, as the catalogue tells: by organization_id, by an array of them, by
-- a person of it whose row it is (user_id, recipient_id), and what cannot be without such a row. Not users and organizations.
CREATE FUNCTION app.rows_of_organization() RETURNS TABLE (target regclass, is_tenants boolean, has_id boolean, condition text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $$
  with bases as (
    select c.oid, c.relname from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname not in ('organizations', 'users', 'audit_log', 'organization_erasures')),
  direct as (
    select b.oid, b.relname, a.attname, case
        when a.attname = 'organization_id' then 'organization_id = $1'
        when a.attname = 'organization_ids' then '$1 = any (organization_ids)'
        when b.relname = 'emails' and a.attname = 'recipient' then
          'lower(recipient) in (select lower(email) from users where organization_id = $1 union select lower(email) from user_invitations where organization_id = $1)'
        when b.relname = 'last_seen' and a.attname = 'record_id' then
          '(kind = ''session'' and record_id in (select s.id from sessions s join users u on u.id = s.user_id where u.organization_id = $1)
            or kind = ''key'' and record_id in (select k.id from api_keys k join users u on u.id = k.user_id where u.organization_id = $1))'
        else format('%I in (select u.id from users u where u.organization_id = $1)', a.attname) end as condition
      from bases b join pg_attribute a on a.attrelid = b.oid and a.attnum > 0 and not a.attisdropped
     where a.attname in ('organization_id', 'organization_ids')
        or b.relname = 'emails' and a.attname = 'recipient' or b.relname = 'last_seen' and a.attname = 'record_id'
        or a.attname in ('user_id', 'recipient_id') and exists (
             select from pg_constraint k where k.contype = 'f' and k.conrelid = b.oid and k.confrelid = 'users'::regclass and k.conkey = array[a.attnum])),
  owned as (select oid, string_agg(condition, ' or ' order by attname) as condition from direct group by oid),
  dependent as (
    select k.conrelid as oid, format('%I in (select p.%I from %s p where %s)', a.attname, f.attname, k.confrelid::regclass, o.condition) as condition
      from pg_constraint k join bases b on b.oid = k.conrelid join owned o on o.oid = k.confrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]
     where k.contype = 'f' and array_length(k.conkey, 1) = 1 and a.attnotnull and k.conrelid <> k.confrelid
       and not exists (select from pg_attribute t where t.attrelid = k.conrelid and t.attname = 'organization_id' and not t.attisdropped)),
  parts as (select oid, condition from owned union all select oid, condition from dependent)
  select b.oid::regclass,
         exists (select from pg_attribute t where t.attrelid = b.oid and t.attname = 'organization_id' and t.attnotnull),
         exists (select from pg_attribute t where t.attrelid = b.oid and t.attname = 'id' and not t.attisdropped),
         '(' || string_agg(p.condition, ' or ' order by p.condition) || ')'
    from bases b join parts p on p.oid = b.oid group by b.oid, b.relname order by b.relname
$$;
--> statement-breakpoint
-- Takes an organization out of the database: its rows and people, its data keys with them, and what the trail says of their
-- values. Accounts that records of others name stay as former users of `house`. The trail keeps that it happened. For the
-- owner of the database alone: no door of the server leads here. The transaction must have an actor.
CREATE FUNCTION app.erase_organization(organization integer, house integer, why text) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  place record;
  link record;
  person record;
  statements text := '';
  counted text := '0';
  records jsonb := '{}';
  ids bigint[];
  rows bigint;
  people integer := 0;
  former integer := 0;
  keys integer;
  entries bigint;
  more bigint;
begin
  if coalesce(trim(why), '') = '' then raise exception 'say why'; end if;
  -- Whoever would add a row waits here, and then finds nothing to add it to.
  perform from organizations o where o.id = organization for update;
  if not found then raise exception 'there is no such organization' using errcode = 'no_data_found'; end if;
  perform from users u where u.organization_id = organization order by u.id for update;
  select count(*) into keys from data_keys k where k.organization_id = organization;

  -- Rows whose entries in the trail may stand under another organization: they say whose they are by a person alone.
  select coalesce(array_agg(u.id), '{}') into ids from users u where u.organization_id = organization;
  records := jsonb_build_object('users', to_jsonb(ids));
  for place in select * from app.rows_of_organization() loop
    if not place.is_tenants and place.has_id then
      execute format('select coalesce(array_agg(id), ''{}'') from %s where %s', place.target, place.condition) into ids using organization;
      records := records || jsonb_build_object(place.target::text, to_jsonb(ids));
    end if;
    statements := statements || format('%s d%s as (delete from %s where %s returning 1)',
      case when statements = '' then 'with' else ',' end, place.target::oid, place.target, place.condition);
    counted := counted || format(' + (select count(*) from d%s)', place.target::oid);
  end loop;

  perform set_config('app.erasing', 'on', true);
  -- Rows of others that name one of these without needing it.
  for link in
    select k.conrelid::regclass as target, a.attname, f.attname as named, o.target as parent, o.condition, own.condition as also
      from pg_constraint k join app.rows_of_organization() o on o.target = k.confrelid
      left join app.rows_of_organization() own on own.target = k.conrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] and not a.attnotnull
      join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]
     where k.contype = 'f' and array_length(k.conkey, 1) = 1
  loop
    execute format('update %s set %I = null where %I in (select p.%I from %s p where %s) and (%s) is not true', link.target, link.attname,
      link.attname, link.named, link.parent, link.condition, coalesce(link.also, 'false')) using organization;
  end loop;
  -- One statement: foreign keys are checked at its end, so that no order among the tables has to be found.
  execute statements || ' select ' || counted into rows using organization;
  perform set_config('app.erasing', '', true);

  for person in select u.id from users u where u.organization_id = organization order by u.id loop
    begin
      delete from users u where u.id = person.id;
      people := people + 1;
    exception when foreign_key_violation then
      perform app.erase_person(person.id);
      update users u set organization_id = house, role = 'client' where u.id = person.id;
      former := former + 1;
    end;
  end loop;
  delete from organizations o where o.id = organization;

  entries := app.erase_trail_values(organization, why);
  perform set_config('app.erasing', 'on', true);
  for place in select key as name, array(select jsonb_array_elements_text(value)::bigint) as ids from jsonb_each(records) loop
    update audit_log a set old_values = null, new_values = null, salt = null,
           values_digest = app.values_digest(a.salt, a.old_values, a.new_values)
     where a.record_id = any (place.ids) and a.table_name = place.name and a.values_digest is null
       and (a.old_values is not null or a.new_values is not null);
    get diagnostics more = row_count;
    entries := entries + more;
  end loop;
  perform set_config('app.erasing', '', true);
  return jsonb_build_object('rows', rows + people + 1, 'users', people, 'former_users', former, 'data_keys', keys, 'trail_entries', entries);
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.rows_of_organization, app.erase_organization FROM PUBLIC;
