-- As before, but what the planner expects decides what is asked first. It reads the sums that are kept of a table's words,
-- not the table: a hundredth of what asking the words' index for a common word costs, whose every place it reads.
CREATE FUNCTION app.expected_rows(statement text) RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
declare
  plan json;
begin
  execute 'explain (format json) ' || statement into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::numeric::bigint;
end $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.expected_rows(text) FROM PUBLIC;
--> statement-breakpoint
-- The messages of an agency that a search finds, the latest first, from a place on: at most `most`, and where it stopped
-- looking if there may be more. It reads the words' index, which no policy lets the server's role use (matching is not
-- known to leak nothing), so it asks itself whose agency the actor may search.
--
-- What it costs is bounded, however many messages there are. Of words that few messages are expected to have, the indexes
-- are asked for up to twenty thousand that have the words, and the one source, the one account, the time or the risk where
-- those are asked for: that is all of them. Of others the latest ten thousand messages are read, which is enough for words
-- that are everywhere; then the indexes are asked, unless far more are expected than could be sorted. What is left are words
-- that are neither rare nor recent; for them reading goes on, up to forty thousand in all.
CREATE OR REPLACE FUNCTION app.find_content(agency integer, words text, is_positive boolean, filter jsonb, before_posted timestamptz,
                                 before_id bigint, most integer)
RETURNS TABLE (ids bigint[], is_complete boolean, stopped_posted timestamptz, stopped_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off SET jit = off
-- The setting is changed within; what is declared here is put back at the end.
SET enable_indexscan = on SET work_mem = '32MB'
AS $$
declare
  asked tsquery := case when words <> '' then to_tsquery('simple', words) end;
  conditions text := app.content_conditions(filter);
  -- What an index orders by time: one source, one author, a time. Of several, reading by time and leaving out is bounded.
  near text := case when jsonb_array_length(filter -> 'sources') = 1 then format(' and c.source_id = %s', (filter -> 'sources' ->> 0)::integer) else '' end
    || case when jsonb_array_length(filter -> 'authors') = 1 then format(' and c.subject_id = %s', (filter -> 'authors' ->> 0)::integer) else '' end
    || case when filter ? 'since' then format(' and c.posted_at >= %L::timestamptz', filter ->> 'since') else '' end
    || case when filter ? 'until' then format(' and c.posted_at < %L::timestamptz', filter ->> 'until') else '' end;
  -- What another index than the words' knows of what is asked for: both are read, and only what is in both.
  indexed text := near || case when filter ? 'risks' then format(' and c.risk_score is not null and c.risk_level = any (%L::text[])',
    array(select jsonb_array_elements_text(filter -> 'risks'))) else '' end;
  broad tsquery;
  -- How many messages have the words, as far as the planner knows; null where the indexes cannot be asked.
  expected bigint;
  -- What is left to ask of a message that the words' index gave.
  rest text := conditions;
  place text;
  ordered constant text := ' order by c.posted_at desc nulls last, c.id desc nulls last ';
  step integer := 10000;
  examined integer := 0;
  is_probed boolean;
  part bigint[];
  counted integer;
  last_posted timestamptz;
  last_id bigint;
begin
  ids := '{}'; is_complete := false; stopped_posted := before_posted; stopped_id := before_id;
  if not (app.sees_all() or agency = app.agency()) then return; end if;
  if numnode(asked) = 0 then asked := null; end if;
  if asked is not null then conditions := 'm.search @@ $2 and ' || conditions; end if;
  -- The index knows words, not their places: of a phrase it is asked for the words, and what it gives is bounded before
  -- the places are looked at. Not where something is excluded, which would then be too little.
  broad := case when asked::text ~ '!' then asked else regexp_replace(asked::text, '<(-|[0-9]+)>', '&', 'g')::tsquery end;
  if asked is not null and is_positive then
    expected := app.expected_rows(format('select from content c where c.organization_id = %s and c.search @@ %L%s', agency, broad, indexed));
  end if;
  is_probed := coalesce(expected > 80000, true);
  loop
    if not is_probed and (expected <= 20000 or examined > 0) then
      is_probed := true;
      if broad is distinct from asked then rest := conditions; end if;
      -- By bitmaps alone: an index by time whose every row is then asked for the words is not bounded.
      perform set_config('enable_indexscan', case when indexed = '' then 'on' else 'off' end, true);
      -- Narrow rows, and only those that are wanted are sorted.
      execute format('with hit as materialized (
            select c.organization_id, c.id, c.posted_at, c.source_id, c.subject_id, c.risk_level, c.content_type, c.language, %s as search
            from content c where c.search @@ $3 and %s limit 20001)
          select (select count(*) from hit), case when (select count(*) from hit) <= 20000 then array(select m.id from hit m
            where %s and (case when $4 is null then m.posted_at is null and m.id < $5 else m.posted_at is null or (m.posted_at, m.id) < ($4, $5) end)
            order by m.posted_at desc nulls last, m.id desc limit $6) end',
          case when broad is distinct from asked then 'c.search' else 'null::tsvector' end,
          case when indexed = '' then 'c.organization_id + 0 = $1' else 'c.organization_id = $1' || indexed end, rest)
        into counted, part using agency, asked, broad, stopped_posted, stopped_id, most - cardinality(ids);
      perform set_config('enable_indexscan', 'on', true);
      if counted <= 20000 then
        ids := ids || coalesce(part, '{}');
        is_complete := cardinality(ids) < most;
        return next; return;
      end if;
    end if;
    place := case when stopped_posted is null then 'c.posted_at is null and c.id < $5' else 'c.posted_at is not null and (c.posted_at, c.id) < ($4, $5)' end;
    execute format('select coalesce(array_agg(f.id), ''{}'') from (select m.id from (select * from content c where c.organization_id = $1 and %s%s%slimit %s) m where %s limit $6) f',
                   place, near, ordered, step, conditions)
      into part using agency, asked, filter, stopped_posted, stopped_id, most - cardinality(ids);
    ids := ids || part;
    if cardinality(ids) >= most then return next; return; end if;
    execute format('select c.posted_at, c.id from content c where c.organization_id = $1 and %s%s%soffset %s limit 1', place, near, ordered, step - 1)
      into last_posted, last_id using agency, asked, filter, stopped_posted, stopped_id;
    if last_id is not null then
      stopped_posted := last_posted; stopped_id := last_id;
      examined := examined + step;
    elsif stopped_posted is null or filter ?| array['since', 'until'] then
      is_complete := true;
      return next; return;
    else
      -- Those whose time is not known come last.
      stopped_posted := null; stopped_id := 9007199254740991;
    end if;
    if examined >= 40000 then return next; return; end if;
    step := 30000;
  end loop;
end $$;
