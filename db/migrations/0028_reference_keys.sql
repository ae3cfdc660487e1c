-- One form for all the ways in which a cross-reference is written: case, spaces and dashes of any kind do not count, nor do
-- "OWASP" and "ISO/IEC" before a framework's name, nor whether a SAMM activity names its stream or its level first. Dots do:
-- A.1.11 is not A.11.1.
CREATE FUNCTION app.reference_key(framework text, reference text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  select f.name || ' ' || case when f.name = 'samm' then regexp_replace(r.code, '^([a-z])-([a-z]{2})-([1-3])-([ab])$', '\1-\2-\4-\3') else r.code end
    from (select regexp_replace(regexp_replace(btrim(lower(framework)), '[\s:/_‐‑‒–—−-]+', '-', 'g'), '^(owasp|iso-iec)-(.)',
        case when lower(framework) ~ '^\s*iso' then 'iso-\2' else '\2' end) as name) f,
      (select regexp_replace(regexp_replace(btrim(lower(reference)), '[\s_‐‑‒–—−-]+', '-', 'g'), '-?([()])-?', '\1', 'g') as code) r
$$;
--> statement-breakpoint
CREATE FUNCTION app.reference_keys(given jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
  select coalesce(array_agg(distinct app.reference_key(e ->> 'framework', e ->> 'reference')), '{}')
    from jsonb_array_elements(case when jsonb_typeof(given) = 'array' then given else '[]' end) e
   where btrim(e ->> 'framework') <> '' and btrim(e ->> 'reference') <> ''
$$;
