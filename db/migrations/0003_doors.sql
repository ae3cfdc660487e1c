-- The pinned functions that act before there is an actor. Nothing else passes by the policies.

-- Settings of the transaction that every use case has.
CREATE FUNCTION app.set_context(context jsonb) RETURNS void LANGUAGE sql
AS $$
  select set_config('app.use_case', coalesce(context ->> 'use_case', ''), true),
         set_config('app.request_id', coalesce(context ->> 'request_id', ''), true),
         set_config('app.ip_address', coalesce(context ->> 'ip_address', ''), true),
         set_config('app.user_agent', coalesce(context ->> 'user_agent', ''), true),
         set_config('app.reason', coalesce(context ->> 'reason', ''), true),
         set_config('statement_timeout', coalesce(context ->> 'statement_timeout', '30000'), true),
         set_config('lock_timeout', coalesce(context ->> 'lock_timeout', '10000'), true),
         set_config('idle_in_transaction_session_timeout', coalesce(context ->> 'idle_timeout', '30000'), true);
$$;
--> statement-breakpoint
-- Resolves a session's or key's hash to its user and reach, and sets them for this transaction. No row: not valid.
CREATE FUNCTION app.enter(credential_kind text, secret_hash bytea, idle_seconds integer, context jsonb)
RETURNS TABLE (user_id integer, username text, first_name text, last_name text, email text, role text, organization_id integer,
               organization text, reach integer[], scopes text[], session_id integer, key_id integer, must_change_password boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  credential record;
begin
  if credential_kind = 'session' then
    select u.id, u.username, u.first_name, u.last_name, u.email, u.role, u.organization_id, o.name as organization, u.must_change_password,
           null::text[] as scopes, s.id as session_id, null::integer as key_id
      into credential
      from sessions s
      join users u on u.id = s.user_id and u.is_active
      join organizations o on o.id = u.organization_id
      left join last_seen l on l.kind = 'session' and l.record_id = s.id
     where s.token_hash = secret_hash and s.ended_at is null and s.expires_at > now()
       and coalesce(l.seen_at, s.created_at) > now() - make_interval(secs => idle_seconds);
  else
    select u.id, u.username, u.first_name, u.last_name, u.email, u.role, u.organization_id, o.name as organization, u.must_change_password,
           k.scopes, null::integer as session_id, k.id as key_id
      into credential
      from api_keys k
      join users u on u.id = k.user_id and u.is_active
      join organizations o on o.id = u.organization_id
     where k.key_hash = secret_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
  end if;
  if not found then return; end if;

  user_id := credential.id; username := credential.username; email := credential.email;
  first_name := credential.first_name; last_name := credential.last_name;
  role := credential.role; organization_id := credential.organization_id; organization := credential.organization;
  scopes := credential.scopes; session_id := credential.session_id; key_id := credential.key_id;
  must_change_password := credential.must_change_password;
  reach := case role
    when 'client' then array[credential.organization_id]
    when 'lead' then (select coalesce(array_agg(a.organization_id), '{}') from assignments a where a.lead_id = credential.id)
    else '{}' end;
  perform set_config('app.actor_id', user_id::text, true), set_config('app.actor', username, true),
          set_config('app.home_organization_id', organization_id::text, true), set_config('app.reach', reach::text, true),
          set_config('app.session_id', coalesce(session_id::text, ''), true),
          set_config('app.sees_all', case when role = 'superuser' then 'on' else '' end, true),
          app.set_context(context);
  return next;
end $$;
--> statement-breakpoint
-- Enters as what acts without a person. The door of strangers (system:login) reaches nothing by itself.
CREATE FUNCTION app.enter_system(actor_name text, context jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
begin
  if actor_name !~ '^(cli|system:[a-z]+|job:[a-z-]+)$' then raise exception 'unknown actor' using errcode = 'insufficient_privilege'; end if;
  perform set_config('app.actor_id', '', true), set_config('app.actor', actor_name, true),
          set_config('app.home_organization_id', '', true), set_config('app.reach', '', true), set_config('app.session_id', '', true),
          set_config('app.sees_all', case when actor_name = 'system:login' then '' else 'on' end, true), app.set_context(context);
end $$;
--> statement-breakpoint
-- Appends a named event (LOGIN, REFUSED, READ, EXPORT …) to the trail, as the actor of this transaction.
CREATE FUNCTION app.log_event(event text, event_table text, event_record bigint, event_organization integer, details jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if event in ('INSERT', 'UPDATE', 'DELETE') or event !~ '^[A-Z_]{2,40}$' then
    raise exception 'not a name of an event' using errcode = 'invalid_parameter_value';
  end if;
  insert into audit_log (user_id, actor, organization_id, action, use_case, table_name, record_id, new_values,
                         ip_address, user_agent, request_id, reason)
  values (app.actor_id(), coalesce(nullif(current_setting('app.actor', true), ''), 'anonymous'),
          coalesce(event_organization, app.home_organization_id()), event,
          nullif(current_setting('app.use_case', true), ''), event_table, event_record, details,
          nullif(current_setting('app.ip_address', true), ''), nullif(current_setting('app.user_agent', true), ''),
          nullif(current_setting('app.request_id', true), ''), nullif(current_setting('app.reason', true), ''));
end $$;
--> statement-breakpoint
CREATE FUNCTION app.find_login(login text)
RETURNS TABLE (user_id integer, username text, password_hash text, is_active boolean, organization_id integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select u.id, u.username, c.password_hash, u.is_active, u.organization_id
    from users u join credentials c on c.user_id = u.id
   where lower(u.email) = lower(login) or lower(u.username) = lower(login)
   order by lower(u.email) = lower(login) desc limit 1
$$;
--> statement-breakpoint
-- The hash of the actor's own password, to ask for it again before a change.
CREATE FUNCTION app.own_password_hash() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ select password_hash from credentials where user_id = app.actor_id() $$;
--> statement-breakpoint
-- Sets the actor's own password, provided the old one is still the one that was verified, and thereby ends the other sessions.
CREATE FUNCTION app.change_own_password(expected_hash text, new_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  update credentials set password_hash = new_hash, changed_at = now()
   where user_id = app.actor_id() and password_hash = expected_hash;
  if not found then return false; end if;
  update users set must_change_password = false, updated_at = now() where id = app.actor_id() and must_change_password;
  update password_resets set used_at = now() where user_id = app.actor_id() and used_at is null;
  return true;
end $$;
--> statement-breakpoint
-- What people may change about themselves: never their role, organization or activity.
CREATE FUNCTION app.update_own_profile(new_first_name text, new_last_name text, new_phone text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  update users set first_name = new_first_name, last_name = new_last_name, phone = new_phone, updated_at = now()
   where id = app.actor_id() and (first_name, last_name, phone) is distinct from (new_first_name, new_last_name, new_phone)
$$;
--> statement-breakpoint
-- Opens a session for a user whose password was just verified, and logs it as that user's act.
CREATE FUNCTION app.open_session(for_user integer, new_token_hash bytea, lifetime_seconds integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  opened integer;
  person record;
begin
  select id, username, organization_id into strict person from users where id = for_user and is_active;
  perform set_config('app.actor_id', person.id::text, true), set_config('app.actor', person.username, true),
          set_config('app.home_organization_id', person.organization_id::text, true);
  insert into sessions (user_id, token_hash, ip_address, user_agent, expires_at)
  values (for_user, new_token_hash, nullif(current_setting('app.ip_address', true), ''),
          nullif(current_setting('app.user_agent', true), ''), now() + make_interval(secs => lifetime_seconds))
  returning id into opened;
  perform app.log_event('LOGIN', 'sessions', opened, person.organization_id, null);
  return opened;
end $$;
--> statement-breakpoint
-- Adds to a counter and returns its points within the current window of so many seconds; 0 only reads, less takes back.
CREATE FUNCTION app.throttle(counter text, window_seconds integer, added integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  total integer;
begin
  if added = 0 then
    select points into total from throttles where key = counter and expires_at > now();
    return coalesce(total, 0);
  end if;
  insert into throttles as t (key, points, expires_at) values (counter, greatest(added, 0), now() + make_interval(secs => window_seconds))
  on conflict (key) do update set
    points = greatest(case when t.expires_at > now() then t.points + added else added end, 0),
    expires_at = case when t.expires_at > now() then t.expires_at else excluded.expires_at end
  returning points into total;
  if random() < 0.01 then
    delete from throttles where key in (select key from throttles where expires_at < now() limit 1000 for update skip locked);
  end if;
  return total;
end $$;
--> statement-breakpoint
CREATE FUNCTION app.find_invitation(hash bytea)
RETURNS TABLE (id integer, organization_id integer, organization text, email text, role text, is_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select i.id, i.organization_id, o.name, i.email, i.role, i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    from user_invitations i join organizations o on o.id = i.organization_id where i.token_hash = hash
$$;
--> statement-breakpoint
-- Makes the account an open invitation promises, once. Null: not open any more.
CREATE FUNCTION app.accept_invitation(hash bytea, new_username text, new_first_name text, new_last_name text, new_password_hash text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  invitation user_invitations;
  made integer;
begin
  select * into invitation from user_invitations where token_hash = hash for update;
  if not found or invitation.accepted_at is not null or invitation.revoked_at is not null or invitation.expires_at <= now() then
    return null;
  end if;
  insert into users (organization_id, username, email, role, first_name, last_name)
  values (invitation.organization_id, new_username, invitation.email, invitation.role, new_first_name, new_last_name)
  returning id into made;
  insert into credentials (user_id, password_hash) values (made, new_password_hash);
  update user_invitations set accepted_at = now(), accepted_user_id = made where id = invitation.id;
  return made;
end $$;
--> statement-breakpoint
-- Keeps a reset token for an active account. No row: no such account.
CREATE FUNCTION app.request_reset(login text, new_token_hash bytea, lifetime_seconds integer)
RETURNS TABLE (user_id integer, email text, first_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  person users;
begin
  select * into person from users u
   where (lower(u.email) = lower(login) or lower(u.username) = lower(login)) and u.is_active
   order by lower(u.email) = lower(login) desc limit 1;
  if not found then return; end if;
  insert into password_resets (user_id, token_hash, expires_at)
  values (person.id, new_token_hash, now() + make_interval(secs => lifetime_seconds));
  return query select person.id, person.email, person.first_name;
end $$;
--> statement-breakpoint
CREATE FUNCTION app.find_reset(hash bytea) RETURNS TABLE (user_id integer, username text, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select u.id, u.username, u.email from password_resets r join users u on u.id = r.user_id and u.is_active
   where r.token_hash = hash and r.used_at is null and r.expires_at > now()
$$;
--> statement-breakpoint
-- Uses a reset token, once: sets the password and thereby ends every session. Null: not valid any more.
CREATE FUNCTION app.use_reset(hash bytea, new_password_hash text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  person integer;
begin
  update password_resets r set used_at = now() from users u
   where r.token_hash = hash and r.used_at is null and r.expires_at > now() and u.id = r.user_id and u.is_active
  returning r.user_id into person;
  if not found then return null; end if;
  update password_resets set used_at = now() where user_id = person and used_at is null;
  insert into credentials (user_id, password_hash) values (person, new_password_hash)
  on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = now();
  update users set must_change_password = false, updated_at = now() where id = person and must_change_password;
  return person;
end $$;
--> statement-breakpoint
-- Notes last-seen times in one statement for many sessions and keys.
CREATE FUNCTION app.touch(kinds text[], records integer[], times timestamptz[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  insert into last_seen (kind, record_id, seen_at) select * from unnest(kinds, records, times)
  on conflict (kind, record_id) do update set seen_at = greatest(last_seen.seen_at, excluded.seen_at)
$$;
--> statement-breakpoint
-- How many entries the trail gained each day (UTC): read from the index alone, which the policy's columns would prevent.
CREATE FUNCTION app.count_activity(since timestamptz) RETURNS TABLE (on_day date, entries bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if not app.sees_all() then return; end if;
  return query
    select (a.timestamp at time zone 'UTC')::date, count(*) from audit_log a
     where a.timestamp >= since and a.timestamp < now() + interval '1 day' group by 1;
end $$;
--> statement-breakpoint
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON ALL PROCEDURES IN SCHEMA app FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.actor_id, app.home_organization_id, app.reach, app.sees_all, app.shares_thread, app.set_context,
  app.enter, app.enter_system, app.log_event, app.find_login, app.own_password_hash, app.change_own_password,
  app.update_own_profile, app.open_session, app.throttle,
  app.find_invitation, app.accept_invitation, app.request_reset, app.find_reset, app.use_reset, app.touch, app.count_activity TO securesphere_app;
