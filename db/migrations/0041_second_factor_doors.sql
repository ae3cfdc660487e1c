CALL app.protect('authenticators', 'insert, select (id, user_id, name, data_key_id, confirmed_at, created_at), update (confirmed_at), delete', 'secret');
--> statement-breakpoint
CALL app.protect('recovery_codes', 'insert, select (id, user_id, used_at, created_at), delete', 'code_hash');
--> statement-breakpoint
CALL app.protect('passkeys', 'insert, select (id, user_id, name, credential_id, transports, is_backed_up, created_at, last_used_at), delete');
--> statement-breakpoint
CALL app.protect('pending_sign_ins', '', 'token_hash');
--> statement-breakpoint
CALL app.protect('factor_requirements', 'select, insert, delete');
--> statement-breakpoint
CALL app.protect_unaudited('spent_challenges', '', 'digests of answered challenges, each for some minutes');
--> statement-breakpoint
GRANT SELECT (proven_at, factor), UPDATE (proven_at, factor, factor_due) ON sessions TO securesphere_app;
--> statement-breakpoint
DROP FUNCTION app.enter(text, bytea, integer, jsonb);
--> statement-breakpoint
-- Resolves a session's or key's hash to its user and reach, and sets them for this transaction. No row: not valid.
CREATE FUNCTION app.enter(credential_kind text, secret_hash bytea, idle_seconds integer, context jsonb)
RETURNS TABLE (user_id integer, username text, first_name text, last_name text, email text, role text, organization_id integer,
               organization text, reach integer[], scopes text[], session_id integer, key_id integer, must_change_password boolean,
               factor_due boolean, proof_age integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  credential record;
begin
  if credential_kind = 'session' then
    select u.id, u.username, u.first_name, u.last_name, u.email, u.role, u.organization_id, o.name as organization, u.must_change_password,
           null::text[] as scopes, s.id as session_id, null::integer as key_id,
           s.factor_due, extract(epoch from now() - s.proven_at)::integer as proof_age
      into credential
      from sessions s
      join users u on u.id = s.user_id and u.is_active
      join organizations o on o.id = u.organization_id
      left join last_seen l on l.kind = 'session' and l.record_id = s.id
     where s.token_hash = secret_hash and s.ended_at is null and s.expires_at > now()
       and coalesce(l.seen_at, s.created_at) > now() - make_interval(secs => idle_seconds);
  else
    select u.id, u.username, u.first_name, u.last_name, u.email, u.role, u.organization_id, o.name as organization, u.must_change_password,
           k.scopes, null::integer as session_id, k.id as key_id, false as factor_due, null::integer as proof_age
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
  factor_due := credential.factor_due; proof_age := credential.proof_age;
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
-- Whose second factors the transaction may ask about: its actor's own, and anybody's while somebody signs in.
CREATE FUNCTION app.may_verify(person integer) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ select coalesce(person = app.actor_id(), false) or current_setting('app.actor', true) = 'system:login' $$;
--> statement-breakpoint
-- By which second factors a person can be asked to show who it is.
CREATE FUNCTION app.factors_of(person integer) RETURNS TABLE (has_app boolean, has_passkey boolean, has_recovery boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select exists (select from authenticators a where a.user_id = person and a.confirmed_at is not null),
         exists (select from passkeys p where p.user_id = person),
         exists (select from recovery_codes r where r.user_id = person and r.used_at is null)
   where app.may_verify(person)
$$;
--> statement-breakpoint
-- The sealed secrets of a person's apps, with the wrapped keys that open them.
CREATE FUNCTION app.authenticators_of(person integer)
RETURNS TABLE (id integer, secret bytea, last_step integer, confirmed_at timestamptz, data_key_id integer, organization_id integer,
               ring_key_id text, wrapped_key bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select a.id, a.secret, a.last_step, a.confirmed_at, k.id, k.organization_id, k.ring_key_id, k.wrapped_key
    from authenticators a join data_keys k on k.id = a.data_key_id
   where a.user_id = person and app.may_verify(person) order by a.id
$$;
--> statement-breakpoint
-- Takes the half minute of a code, once: false where it or a later one was taken.
CREATE FUNCTION app.take_step(authenticator integer, step integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  update authenticators set last_step = step where id = authenticator and last_step < step and app.may_verify(user_id);
  return found;
end $$;
--> statement-breakpoint
-- Uses a recovery code, once.
CREATE FUNCTION app.take_recovery_code(person integer, hash bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  update recovery_codes set used_at = now() where user_id = person and code_hash = hash and used_at is null and app.may_verify(person);
  return found;
end $$;
--> statement-breakpoint
CREATE FUNCTION app.find_passkey(credential text)
RETURNS TABLE (id integer, user_id integer, public_key bytea, counter bigint, transports text[], is_active boolean, email text, first_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select p.id, p.user_id, p.public_key, p.counter, p.transports, u.is_active, u.email, u.first_name
    from passkeys p join users u on u.id = p.user_id
   where p.credential_id = credential and app.may_verify(p.user_id)
$$;
--> statement-breakpoint
-- The ids of a person's passkeys, for the browser to ask for one of them.
CREATE FUNCTION app.passkeys_of(person integer) RETURNS TABLE (credential_id text, transports text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ select p.credential_id, p.transports from passkeys p where p.user_id = person and app.may_verify(person) order by p.id $$;
--> statement-breakpoint
-- Notes a passkey's use; false where its counter went back, as that of a copy does.
CREATE FUNCTION app.use_passkey(passkey integer, new_counter bigint, backed_up boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  update passkeys set counter = new_counter, is_backed_up = backed_up, last_used_at = now()
   where id = passkey and app.may_verify(user_id) and (new_counter > counter or (new_counter = 0 and counter = 0));
  return found;
end $$;
--> statement-breakpoint
-- Notes that a challenge was answered; false where it was before.
CREATE FUNCTION app.spend_challenge(challenge_digest bytea, seconds integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  is_first boolean;
begin
  insert into spent_challenges (digest, expires_at) values (challenge_digest, now() + make_interval(secs => seconds))
  on conflict do nothing;
  is_first := found;
  if random() < 0.01 then
    delete from spent_challenges where digest in (select digest from spent_challenges where expires_at < now() limit 1000 for update skip locked);
  end if;
  return is_first;
end $$;
--> statement-breakpoint
-- Begins a sign-in that wants a second factor yet.
CREATE FUNCTION app.begin_sign_in(for_user integer, new_token_hash bytea, lifetime_seconds integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  insert into pending_sign_ins (user_id, token_hash, expires_at)
  values (for_user, new_token_hash, now() + make_interval(secs => lifetime_seconds))
$$;
--> statement-breakpoint
-- Whose sign-in waits for its second factor. None: over, used, the account closed or its password changed since.
CREATE FUNCTION app.find_sign_in(hash bytea) RETURNS TABLE (id integer, user_id integer, email text, first_name text, organization_id integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select p.id, p.user_id, u.email, u.first_name, u.organization_id
    from pending_sign_ins p join users u on u.id = p.user_id and u.is_active left join credentials c on c.user_id = p.user_id
   where p.token_hash = hash and p.used_at is null and p.expires_at > now() and (c.changed_at is null or c.changed_at <= p.created_at)
$$;
--> statement-breakpoint
-- Ends a pending sign-in, once.
CREATE FUNCTION app.finish_sign_in(hash bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  update pending_sign_ins set used_at = now() where token_hash = hash and used_at is null and expires_at > now();
  return found;
end $$;
--> statement-breakpoint
DROP FUNCTION app.open_session(integer, bytea, integer);
--> statement-breakpoint
-- Opens a session for a user who just showed who it is, and logs it as that user's act. Without a second factor where one
-- is required, the session is good for nothing but making one.
CREATE FUNCTION app.open_session(for_user integer, new_token_hash bytea, lifetime_seconds integer, by_factor text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  opened integer;
  person record;
begin
  select id, username, organization_id, role into strict person from users where id = for_user and is_active;
  perform set_config('app.actor_id', person.id::text, true), set_config('app.actor', person.username, true),
          set_config('app.home_organization_id', person.organization_id::text, true);
  insert into sessions (user_id, token_hash, ip_address, user_agent, expires_at, factor, factor_due)
  values (for_user, new_token_hash, nullif(current_setting('app.ip_address', true), ''),
          nullif(current_setting('app.user_agent', true), ''), now() + make_interval(secs => lifetime_seconds), by_factor,
          by_factor is null and exists (
            select from factor_requirements r where r.role = person.role or r.organization_id = person.organization_id))
  returning id into opened;
  perform app.log_event('LOGIN', 'sessions', opened, person.organization_id,
                        case when by_factor is not null then jsonb_build_object('factor', by_factor) end);
  return opened;
end $$;
--> statement-breakpoint
-- Whether the actor must have a second factor.
CREATE FUNCTION app.needs_factor() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select exists (select from users u join factor_requirements r on r.role = u.role or r.organization_id = u.organization_id
                  where u.id = app.actor_id())
$$;
--> statement-breakpoint
-- The data key of the actor's own organization, which leads and analysts do not reach otherwise.
CREATE FUNCTION app.home_data_key() RETURNS TABLE (id integer, organization_id integer, ring_key_id text, wrapped_key bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select k.id, k.organization_id, k.ring_key_id, k.wrapped_key from data_keys k
   where k.organization_id = app.home_organization_id() and k.retired_at is null order by k.id desc limit 1
$$;
--> statement-breakpoint
-- Keeps the first data key of the actor's own organization.
CREATE FUNCTION app.keep_home_data_key(new_ring_key_id text, new_wrapped_key bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  insert into data_keys (organization_id, ring_key_id, wrapped_key)
  select app.home_organization_id(), new_ring_key_id, new_wrapped_key
   where not exists (select from data_keys k where k.organization_id = app.home_organization_id() and k.retired_at is null)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.enter, app.open_session, app.may_verify, app.factors_of, app.authenticators_of, app.take_step,
  app.take_recovery_code, app.find_passkey, app.passkeys_of, app.use_passkey, app.spend_challenge, app.begin_sign_in,
  app.find_sign_in, app.finish_sign_in, app.needs_factor, app.home_data_key, app.keep_home_data_key FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.enter, app.open_session, app.may_verify, app.factors_of, app.authenticators_of, app.take_step,
  app.take_recovery_code, app.find_passkey, app.passkeys_of, app.use_passkey, app.spend_challenge, app.begin_sign_in,
  app.find_sign_in, app.finish_sign_in, app.needs_factor, app.home_data_key, app.keep_home_data_key TO securesphere_app;
