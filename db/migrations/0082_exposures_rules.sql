CALL app.protect('organization_domains', 'select, insert, update (removed_at)');
--> statement-breakpoint
CALL app.protect('exposure_filings', 'select', 'domain,withdrawal_reason');
--> statement-breakpoint
CALL app.protect('exposure_notices', 'select, update (evidence_id)');
--> statement-breakpoint
-- The host that an identifier names: of an address, of a link, or itself; null for what names none.
CREATE FUNCTION app.host_of(kind text, normalized text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  select case kind
    when 'domain' then normalized
    when 'email' then substring(normalized from '@([^@]+)$')
    when 'url' then substring(normalized from '^[^:/?#]+://(?:[^/?#@]*@)?([^/:?#]+)') end
$$;
--> statement-breakpoint
-- The narrowest verified domain of an organization that a host is, or is below.
CREATE FUNCTION app.domain_of_host(host text) RETURNS integer
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $$
  select d.id from organization_domains d
   where d.removed_at is null and d.domain = any (
     (select array_agg(array_to_string(l.labels[n:], '.')) from (select string_to_array(host, '.') as labels) l, generate_subscripts(l.labels, 1) n)::text[])
   order by length(d.domain) desc limit 1
$$;
--> statement-breakpoint
-- Which part of a verified identifier of the actor's own agency is a domain of an organization here; null: none is. That
-- is all that an analyst learns of it: not whose.
CREATE FUNCTION app.exposed_domain(identifier integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  return (select d.domain from identifiers i join organization_domains d on d.id = app.domain_of_host(app.host_of(i.kind, i.normalized))
           where i.id = identifier and i.organization_id = app.agency() and i.verified_at is not null);
end $$;
--> statement-breakpoint
-- Whoever writes the other tenant's half is not named there, nor from where: the trail of that tenant has this actor.
CREATE FUNCTION app.write_notice(filed exposure_filings, identifier identifiers, at_domain integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  settings constant text[] := array['app.actor_id', 'app.actor', 'app.ip_address', 'app.user_agent', 'app.reason'];
  kept text[] := (select array_agg(coalesce(current_setting(s, true), '') order by n) from unnest(settings) with ordinality t (s, n));
begin
  perform set_config(s, case s when 'app.actor' then 'system:exposures' else '' end, true) from unnest(settings) s;
  if filed.withdrawn_at is not null then
    update exposure_notices set withdrawn_at = filed.withdrawn_at where reference = filed.reference and withdrawn_at is null;
  else
    insert into exposure_notices (organization_id, reference, domain_id, kind, marking, agency, verified_on)
      select d.organization_id, filed.reference, d.id, filed.kind, filed.marking, a.name, (identifier.verified_at at time zone 'utc')::date
        from organization_domains d, organizations a where d.id = at_domain and a.id = filed.organization_id;
  end if;
  perform set_config(settings[n], kept[n], true) from generate_subscripts(settings, 1) n;
end $$;
--> statement-breakpoint
-- Tells an organization that an agency verified an exposed credential or system at a domain of its. Nothing of the
-- identifier crosses; what does is all in write_notice. No row: it is not verified, or at nobody's domain.
CREATE FUNCTION app.file_exposure(identifier integer, what text, marked text)
RETURNS TABLE (id integer, reference text, domain text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
declare
  found_one identifiers;
  at_domain integer;
  filed exposure_filings;
  drawn bytea := decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
  -- Without I, L, O and U, which are misread. These bytes of a UUID are all random.
  name text := 'X-' || to_char(now() at time zone 'utc', 'YYYY') || '-' || (select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + get_byte(drawn, n) % 32, 1), '' order by n)
    from unnest('{0,1,2,3,16,17,18,19}'::integer[]) n);
begin
  select i.* into found_one from identifiers i where i.id = identifier and i.organization_id = app.agency() and i.verified_at is not null for share;
  if not found then return; end if;
  at_domain := app.domain_of_host(app.host_of(found_one.kind, found_one.normalized));
  if at_domain is null then return; end if;
  insert into exposure_filings (organization_id, identifier_id, reference, kind, marking, domain, filed_by)
    select found_one.organization_id, found_one.id, name, what, marked, d.domain, app.actor_id() from organization_domains d where d.id = at_domain
    returning * into filed;
  perform app.write_notice(filed, found_one, at_domain);
  return query select filed.id, filed.reference, filed.domain;
end $$;
--> statement-breakpoint
-- Takes back what was told; both halves stay. False: it was withdrawn before.
CREATE FUNCTION app.withdraw_exposure(filing integer, why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  filed exposure_filings;
begin
  update exposure_filings f set withdrawn_at = now(), withdrawn_by = app.actor_id(), withdrawal_reason = why
   where f.id = filing and f.organization_id = app.agency() and f.withdrawn_at is null returning * into filed;
  if not found then return false; end if;
  perform app.write_notice(filed, null, null);
  return true;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.host_of, app.domain_of_host, app.exposed_domain, app.write_notice, app.file_exposure, app.withdraw_exposure FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.exposed_domain, app.file_exposure, app.withdraw_exposure TO securesphere_app;
