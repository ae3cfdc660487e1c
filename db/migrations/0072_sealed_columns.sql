CALL app.protect('osint_connectors', 'select, insert, update', 'credential');
--> statement-breakpoint
-- Which columns are sealed under a data key is said where they stand, and found there: whoever adds one declares it, and keys
-- are renewed and kept for it like for the others. `bound_to` is what a value is bound to beside its table, column and
-- organization: an expression over its row, known before the value is sealed and never changed after.
CREATE PROCEDURE app.declare_sealed(target regclass, sealed_column name, bound_to text) LANGUAGE plpgsql
AS $$ begin execute format('comment on column %s.%I is %L', target, sealed_column, 'sealed, bound to: ' || bound_to); end $$;
--> statement-breakpoint
CREATE FUNCTION app.sealed_tables() RETURNS TABLE (target regclass, source text, columns text[], bound_to text, of_organization text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $$
  select c.oid::regclass, c.relname::text, array_agg(a.attname::text order by a.attnum), min(split_part(d.description, 'bound to: ', 2)),
         case when exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped)
              then 't.organization_id = $2' else 'true' end
    from pg_description d join pg_class c on c.oid = d.objoid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
   where d.classoid = 'pg_class'::regclass and d.objsubid > 0 and d.description like 'sealed, bound to: %'
     and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
   group by c.oid, c.relname order by c.relname
$$;
--> statement-breakpoint
CALL app.declare_sealed('authenticators', 'secret', 't.user_id');
--> statement-breakpoint
CALL app.declare_sealed('sso_providers', 'client_secret', 't.organization_id');
--> statement-breakpoint
CALL app.declare_sealed('content', 'analysis', $$t.source_id || '/' || t.platform_content_id$$);
--> statement-breakpoint
CALL app.declare_sealed('osint_results', 'results', 't.id');
--> statement-breakpoint
CALL app.declare_sealed('osint_results', 'analysis', 't.id');
--> statement-breakpoint
CALL app.declare_sealed('osint_connectors', 'credential', 't.id');
--> statement-breakpoint
DROP FUNCTION app.outdated_secrets;
--> statement-breakpoint
DROP FUNCTION app.reseal_secrets;
--> statement-breakpoint
-- Rows of an organization that are sealed under another data key of it, locked until they are sealed anew: so many at most,
-- and no more than fit in 16 MB.
CREATE FUNCTION app.outdated_secrets(organization integer, current_key integer, most integer)
RETURNS TABLE (source text, id bigint, bound_to text, data_key_id integer, columns text[], secrets bytea[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  others integer[];
  place record;
  rows integer := 0;
  bytes bigint := 0;
begin
  if not app.sees_all() then return; end if;
  select coalesce(array_agg(k.id), '{}') into others from data_keys k where k.organization_id = organization and k.id <> current_key;
  if others = '{}' then return; end if;
  for place in select * from app.sealed_tables() loop
    for source, id, bound_to, data_key_id, columns, secrets in execute format(
      'select %L, t.id, (%s)::text, t.data_key_id, %L::text[], array[%s]::bytea[] from %s t where t.data_key_id = any ($1) and %s limit $3 for update of t',
      place.source, place.bound_to, place.columns, (select string_agg(format('t.%I', c), ', ') from unnest(place.columns) c),
      place.target, place.of_organization) using others, organization, most - rows
    loop
      return next;
      rows := rows + 1;
      bytes := bytes + (select coalesce(sum(octet_length(s)), 0) from unnest(secrets) s);
      if rows >= most or bytes > 16e6 then return; end if;
    end loop;
  end loop;
end $$;
--> statement-breakpoint
-- Puts values of a table's sealed columns, row by row, in the place of those before.
CREATE FUNCTION app.reseal_secrets(new_key integer, sealed_table text, ids bigint[], secrets bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  place record;
begin
  if not app.sees_all() then return; end if;
  select * into strict place from app.sealed_tables() p where p.source = sealed_table;
  execute format('update %s t set data_key_id = $1, %s from unnest($2) with ordinality s (id, n) where t.id = s.id', place.target,
    (select string_agg(format('%I = ($3)[(s.n - 1) * %s + %s]', c, cardinality(place.columns), at), ', ')
       from unnest(place.columns) with ordinality u (c, at))) using new_key, ids, secrets;
end $$;
--> statement-breakpoint
-- The tables with a row that names a data key: found by their foreign keys, so that no table can be forgotten.
CREATE FUNCTION app.data_key_use(data_key integer, organization integer) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  place record;
  is_named boolean;
  found text[] := '{}';
begin
  if not app.sees_all() then return found; end if;
  for place in
    select c.oid::regclass as target, c.relname::text as source,
           exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped) as has_organization
      from pg_class c where not c.relispartition
       and exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'data_keys'::regclass)
     order by c.relname
  loop
    execute format('select exists (select from %s t where t.data_key_id = $1 and %s)', place.target,
      case when place.has_organization then 't.organization_id = $2' else 'true' end) into is_named using data_key, organization;
    if is_named then found := found || place.source; end if;
  end loop;
  return found;
end $$;
--> statement-breakpoint
REVOKE ALL ON PROCEDURE app.declare_sealed FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.sealed_tables, app.outdated_secrets, app.reseal_secrets, app.data_key_use FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.outdated_secrets, app.reseal_secrets, app.data_key_use TO securesphere_app;
