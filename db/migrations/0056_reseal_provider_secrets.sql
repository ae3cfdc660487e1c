-- As before, and with the secrets of providers of single sign-on. `owner` is what the secret is bound to beside its organization.
DROP FUNCTION app.outdated_secrets;
--> statement-breakpoint
DROP FUNCTION app.reseal_secrets;
--> statement-breakpoint
CREATE FUNCTION app.outdated_secrets(organization integer, current_key integer, most integer)
RETURNS TABLE (source text, id integer, owner integer, data_key_id integer, secret bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if not app.sees_all() then return; end if;
  return query
    select 'authenticators', a.id, a.user_id, a.data_key_id, a.secret from authenticators a join data_keys k on k.id = a.data_key_id
     where k.organization_id = organization and k.id <> current_key order by a.id limit most for update of a;
  return query
    select 'sso_providers', p.id, p.organization_id, p.data_key_id, p.client_secret from sso_providers p
     where p.organization_id = organization and p.data_key_id <> current_key for update;
end $$;
--> statement-breakpoint
CREATE FUNCTION app.reseal_secrets(new_key integer, sources text[], ids integer[], secrets bytea[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  update authenticators a set data_key_id = new_key, secret = s.secret
    from unnest(sources, ids, secrets) s (source, id, secret) where s.source = 'authenticators' and a.id = s.id and app.sees_all();
  update sso_providers p set data_key_id = new_key, client_secret = s.secret
    from unnest(sources, ids, secrets) s (source, id, secret) where s.source = 'sso_providers' and p.id = s.id and app.sees_all();
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.outdated_secrets, app.reseal_secrets FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.outdated_secrets, app.reseal_secrets TO securesphere_app;
