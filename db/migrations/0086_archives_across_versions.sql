-- As before, and across versions: a column that is no more when a message comes back says nothing, and is not asked.
CREATE OR REPLACE FUNCTION app.still_says(now jsonb, said jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
  select now is not null and not exists (
    select from jsonb_each(said) e where now ? e.key and now -> e.key is distinct from e.value)
$$;
