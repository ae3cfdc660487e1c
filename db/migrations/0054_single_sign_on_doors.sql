CALL app.protect('sso_providers', 'insert, update, select (id, organization_id, slug, issuer, client_id, data_key_id, role_claim, client_values, lead_values, fallback_role, just_in_time, is_only, factor_values, is_enabled, version, created_at, updated_at)', 'client_secret');
--> statement-breakpoint
CALL app.protect('sso_domains', 'select, insert, delete');
--> statement-breakpoint
CALL app.protect('sso_identities', 'select (id, organization_id, user_id, issuer, created_at)', 'subject_hash');
--> statement-breakpoint
-- Whether the transaction is that of somebody who signs in.
CREATE FUNCTION app.at_the_door() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ select coalesce(current_setting('app.actor', true) = 'system:login', false) $$;
--> statement-breakpoint
-- An organization's provider with its sealed secret and the wrapped key that opens it.
CREATE FUNCTION app.find_sso(wanted_slug text)
RETURNS TABLE (id integer, organization_id integer, organization text, slug text, issuer text, client_id text, client_secret bytea,
               data_key_id integer, ring_key_id text, wrapped_key bytea, role_claim text, client_values text[], lead_values text[],
               fallback_role text, just_in_time boolean, factor_values text[], version integer, domains text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select p.id, p.organization_id, o.name, p.slug, p.issuer, p.client_id, p.client_secret, k.id, k.ring_key_id, k.wrapped_key,
         p.role_claim, p.client_values, p.lead_values, p.fallback_role, p.just_in_time, p.factor_values, p.version,
         array(select d.domain from sso_domains d where d.organization_id = p.organization_id)
    from sso_providers p join organizations o on o.id = p.organization_id
    join data_keys k on k.id = p.data_key_id and k.organization_id = p.organization_id
   where p.slug = wanted_slug and p.is_enabled and app.at_the_door()
$$;
--> statement-breakpoint
-- By which provider people with addresses of a domain may come in.
CREATE FUNCTION app.find_sso_offer(wanted_domain text) RETURNS TABLE (slug text, organization text, is_only boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select p.slug, o.name, p.is_only
    from sso_domains d join sso_providers p on p.organization_id = d.organization_id and p.is_enabled
    join organizations o on o.id = p.organization_id
   where d.domain = wanted_domain and app.at_the_door()
$$;
--> statement-breakpoint
CREATE FUNCTION app.any_sso() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ select exists (select from sso_providers where is_enabled) $$;
--> statement-breakpoint
-- The account a provider means: the one it is linked with, or else the one with this address, wherever that is.
CREATE FUNCTION app.find_sso_account(provider integer, subject bytea, address text)
RETURNS TABLE (user_id integer, role text, is_active boolean, is_linked boolean, is_linked_otherwise boolean, is_here boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select u.id, u.role, u.is_active, i.id is not null,
         exists (select from sso_identities o where o.organization_id = p.organization_id and o.user_id = u.id
                   and o.issuer = p.issuer and o.subject_hash <> subject),
         u.organization_id = p.organization_id
    from sso_providers p
    left join sso_identities i on i.organization_id = p.organization_id and i.subject_hash = subject
    join users u on case when i.id is not null then u.id = i.user_id else lower(u.email) = lower(address) end
   where p.id = provider and app.at_the_door()
$$;
--> statement-breakpoint
-- Remembers whom a provider knows an account of its organization as.
CREATE FUNCTION app.link_sso(provider integer, person integer, subject bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  insert into sso_identities (organization_id, user_id, issuer, subject_hash)
  select p.organization_id, u.id, p.issuer, subject
    from sso_providers p join users u on u.organization_id = p.organization_id and u.id = person and u.role in ('client', 'lead')
   where p.id = provider and app.at_the_door()
$$;
--> statement-breakpoint
-- Makes an account of a provider's organization for an address nobody has yet. Null: somebody has it.
CREATE FUNCTION app.make_sso_account(provider integer, wanted_name text, address text, new_role text, new_first_name text, new_last_name text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  made integer;
  name text := wanted_name;
begin
  if not app.at_the_door() or new_role not in ('client', 'lead') then return null; end if;
  if exists (select from users u where lower(u.username) = lower(name)) then
    name := left(name, 55) || '-' || left(replace(gen_random_uuid()::text, '-', ''), 8);
  end if;
  insert into users (organization_id, username, email, role, first_name, last_name)
  select p.organization_id, name, address, new_role, new_first_name, new_last_name from sso_providers p
   where p.id = provider and p.just_in_time
  on conflict do nothing returning id into made;
  return made;
end $$;
--> statement-breakpoint
-- Gives an account of a provider's organization the role the provider says; never one above a lead, never to one above.
CREATE FUNCTION app.set_sso_role(provider integer, person integer, new_role text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if not app.at_the_door() or new_role not in ('client', 'lead') then return; end if;
  update users u set role = new_role, updated_at = now() from sso_providers p
   where p.id = provider and u.organization_id = p.organization_id and u.id = person and u.role in ('client', 'lead') and u.role <> new_role;
  if found and new_role = 'client' then delete from assignments where lead_id = person; end if;
end $$;
--> statement-breakpoint
-- Whether an account comes in by its organization's provider alone. Superusers and analysts keep their passwords: somebody must be able to mend it.
CREATE FUNCTION app.must_use_sso(person integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select exists (select from users u join sso_providers p on p.organization_id = u.organization_id and p.is_enabled and p.is_only
                  where u.id = person and u.role in ('client', 'lead'))
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.at_the_door, app.find_sso, app.find_sso_offer, app.any_sso, app.find_sso_account, app.link_sso,
  app.make_sso_account, app.set_sso_role, app.must_use_sso FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.at_the_door, app.find_sso, app.find_sso_offer, app.any_sso, app.find_sso_account, app.link_sso,
  app.make_sso_account, app.set_sso_role, app.must_use_sso TO securesphere_app;
