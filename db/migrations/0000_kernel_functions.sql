-- What policies and triggers stand on. Settings live for one transaction only and are '' or NULL outside of one.
CREATE SCHEMA IF NOT EXISTS app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA app TO securesphere_app;
--> statement-breakpoint
CREATE FUNCTION app.actor_id() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
AS $$ select nullif(current_setting('app.actor_id', true), '')::integer $$;
--> statement-breakpoint
CREATE FUNCTION app.home_organization_id() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
AS $$ select nullif(current_setting('app.home_organization_id', true), '')::integer $$;
--> statement-breakpoint
-- The organizations whose rows the actor may reach.
CREATE FUNCTION app.reach() RETURNS integer[] LANGUAGE sql STABLE PARALLEL SAFE
AS $$ select coalesce(nullif(current_setting('app.reach', true), ''), '{}')::integer[] $$;
--> statement-breakpoint
-- Superusers, the command line and jobs see every organization.
CREATE FUNCTION app.sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
AS $$ select coalesce(current_setting('app.sees_all', true) = 'on', false) $$;
--> statement-breakpoint
-- Whether a colleague outside the tenant may be named: assigned to it as its lead, or has written in one of its threads.
CREATE FUNCTION app.shares_thread(person_id integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  return exists (select from assignments where lead_id = person_id and organization_id = any (app.reach()))
      or exists (select from lead_comments where author_id = person_id and organization_id = any (app.reach()));
end $$;
--> statement-breakpoint
-- Appends every change to audit_log, in the transaction of the change. Arguments: columns whose values are redacted,
-- columns left out (generated ones), both comma-separated.
CREATE FUNCTION app.audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  actor_name text := nullif(current_setting('app.actor', true), '');
  old_row jsonb;
  new_row jsonb;
  whole jsonb;
  old_values jsonb;
  new_values jsonb;
  secret text;
begin
  if actor_name is null then
    raise exception 'no actor: % of % refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
  end if;
  if tg_op <> 'INSERT' then old_row := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then new_row := to_jsonb(new); end if;
  whole := coalesce(new_row, old_row);
  if tg_argv[1] <> '' then
    old_row := old_row - string_to_array(tg_argv[1], ',');
    new_row := new_row - string_to_array(tg_argv[1], ',');
  end if;
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, n.value) into old_values, new_values
      from jsonb_each(old_row) o join jsonb_each(new_row) n on n.key = o.key where n.value is distinct from o.value;
    old_values := coalesce(old_values, '{}');
    new_values := coalesce(new_values, '{}');
  else
    old_values := old_row;
    new_values := new_row;
  end if;
  if tg_argv[0] <> '' then
    foreach secret in array string_to_array(tg_argv[0], ',') loop
      if jsonb_typeof(old_values -> secret) <> 'null' then
        old_values := jsonb_set(old_values, array[secret], '"[redacted]"');
      end if;
      if jsonb_typeof(new_values -> secret) <> 'null' then
        new_values := jsonb_set(new_values, array[secret], '"[redacted]"');
      end if;
    end loop;
  end if;
  insert into audit_log (user_id, actor, organization_id, action, use_case, table_name, record_id, old_values, new_values,
                         ip_address, user_agent, request_id, reason)
  values (app.actor_id(), actor_name,
          case when tg_table_name = 'organizations' then (whole ->> 'id')::integer
               when whole ? 'organization_id' then (whole ->> 'organization_id')::integer
               when whole ? 'user_id' then app.home_organization_id() end,
          tg_op, nullif(current_setting('app.use_case', true), ''), tg_table_name, (whole ->> 'id')::bigint,
          old_values, new_values,
          nullif(current_setting('app.ip_address', true), ''), nullif(current_setting('app.user_agent', true), ''),
          nullif(current_setting('app.request_id', true), ''), nullif(current_setting('app.reason', true), ''));
  return null;
end $$;
--> statement-breakpoint
CREATE FUNCTION app.refuse_truncate() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$ begin raise exception 'TRUNCATE of % refused: it would pass by the audit trail', tg_table_name using errcode = 'insufficient_privilege'; end $$;
--> statement-breakpoint
-- Forces row-level security on a table, so that even its owner passes only by a policy one can see in the catalogue (the
-- pinned functions run as the owner), and grants the server's role what it needs. Every table gets this, through protect() or protect_unaudited().
CREATE PROCEDURE app.force_policies(target regclass, privileges text) LANGUAGE plpgsql
AS $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy kernel on %s to current_user using (true) with check (true)', target);
  execute format('revoke all on %s from public', target);
  if privileges <> '' then execute format('grant %s on %s to securesphere_app', privileges, target); end if;
  execute format('create trigger refuse_truncate before truncate on %s for each statement execute function app.refuse_truncate()', target);
  execute format('alter table %s enable always trigger refuse_truncate', target);
end $$;
--> statement-breakpoint
CREATE PROCEDURE app.protect(target regclass, privileges text, secrets text DEFAULT '', skipped text DEFAULT '') LANGUAGE plpgsql
AS $$
begin
  call app.force_policies(target, privileges);
  execute format('create trigger audit after insert or update or delete on %s for each row execute function app.audit(%L, %L)', target, secrets, skipped);
  execute format('alter table %s enable always trigger audit', target);
end $$;
--> statement-breakpoint
CREATE PROCEDURE app.protect_unaudited(target regclass, privileges text, reason text) LANGUAGE plpgsql
AS $$
begin
  call app.force_policies(target, privileges);
  execute format('comment on table %s is %L', target, 'not audited: ' || reason);
end $$;
