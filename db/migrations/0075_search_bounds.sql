-- As before, but reading less: values stand in the conditions, a phrase is looked up by its words, several sources are left
-- out while reading, and it stops earlier.
-- What a search asks of a message beside its words, as conditions on `m`. Values are written into them, so that whoever
-- plans them knows how many rows they leave.
CREATE OR REPLACE FUNCTION app.content_conditions(filter jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
declare
  conditions text := 'true';
  name text;
  given text[];
begin
  for name in select jsonb_object_keys(filter) loop
    given := case when jsonb_typeof(filter -> name) = 'array' then array(select jsonb_array_elements_text(filter -> name)) end;
    conditions := conditions || case name
      when 'sources' then format(' and m.source_id = any (%L::integer[])', given)
      when 'authors' then format(' and m.subject_id = any (%L::integer[])', given)
      when 'risks' then format(' and m.risk_level = any (%L::text[])', given)
      when 'types' then format(' and m.content_type = any (%L::text[])', given)
      when 'languages' then format(' and m.language = any (%L::text[])', given)
      when 'since' then format(' and m.posted_at >= %L::timestamptz', filter ->> 'since')
      when 'until' then format(' and m.posted_at < %L::timestamptz', filter ->> 'until')
      when 'detection' then ' and (select true from detections d where d.organization_id = m.organization_id and d.content_id = m.id limit 1)'
      when 'identifier' then ' and (select true from identifier_occurrences o where o.organization_id = m.organization_id and o.content_id = m.id limit 1)'
      when 'kinds' then format(' and (select count(distinct i.kind) from identifier_occurrences o
          join identifiers i on i.organization_id = o.organization_id and i.id = o.identifier_id
        where o.organization_id = m.organization_id and o.content_id = m.id and i.kind = any (%L::text[])) = %s', given, cardinality(given))
      else '' end;
  end loop;
  return conditions;
end $$;
--> statement-breakpoint
-- The messages of an agency that a search finds, the latest first, from a place on: at most `most`, and where it stopped
-- looking if there may be more. It reads the words' index, which no policy lets the server's role use (matching is not
-- known to leak nothing), so it asks itself whose agency the actor may search.
--
-- What it costs is bounded, however many messages there are. First the latest ten thousand are read, which is enough for
-- words that are everywhere. Then the index is asked for up to twenty thousand that have the words: all of them, for most
-- words. What is left are words that are neither rare nor recent; for them reading goes on, up to forty thousand in all.
CREATE OR REPLACE FUNCTION app.find_content(agency integer, words text, is_positive boolean, filter jsonb, before_posted timestamptz,
                                 before_id bigint, most integer)
RETURNS TABLE (ids bigint[], is_complete boolean, stopped_posted timestamptz, stopped_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off SET jit = off
AS $$
declare
  asked tsquery := case when words <> '' then to_tsquery('simple', words) end;
  conditions text := app.content_conditions(filter);
  -- What an index orders by time: one source, one author, a time. Of several, reading by time and leaving out is bounded.
  near text := case when jsonb_array_length(filter -> 'sources') = 1 then format(' and c.source_id = %s', (filter -> 'sources' ->> 0)::integer) else '' end
    || case when jsonb_array_length(filter -> 'authors') = 1 then format(' and c.subject_id = %s', (filter -> 'authors' ->> 0)::integer) else '' end
    || case when filter ? 'since' then format(' and c.posted_at >= %L::timestamptz', filter ->> 'since') else '' end
    || case when filter ? 'until' then format(' and c.posted_at < %L::timestamptz', filter ->> 'until') else '' end;
  broad tsquery;
  place text;
  ordered constant text := ' order by c.posted_at desc nulls last, c.id desc nulls last ';
  step integer := 10000;
  examined integer := 0;
  is_probed boolean := false;
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
  loop
    place := case when stopped_posted is null then 'c.posted_at is null and c.id < $5' else 'c.posted_at is not null and (c.posted_at, c.id) < ($4, $5)' end;
    execute format('select coalesce(array_agg(f.id), ''{}'') from (select m.id from (select * from content c where c.organization_id = $1 and %s%s%slimit %s) m where %s limit $6) f',
                   place, near, ordered, step, conditions)
      into part using agency, asked, filter, stopped_posted, stopped_id, most - cardinality(ids);
    ids := ids || part;
    if cardinality(ids) >= most then return next; return; end if;
    if asked is not null and is_positive and not is_probed then
      is_probed := true;
      execute format('select count(*), (array_agg(m.id order by m.posted_at desc nulls last, m.id desc) filter (where %s and (case when $4 is null then m.posted_at is null and m.id < $5 else m.posted_at is null or (m.posted_at, m.id) < ($4, $5) end)))[:$6]
          from (select * from content c where c.search @@ $3 and c.organization_id + 0 = $1 limit 20001) m', conditions)
        into counted, part using agency, asked, broad, stopped_posted, stopped_id, most;
      if counted <= 20000 then
        ids := coalesce(part, '{}');
        is_complete := cardinality(ids) < most;
        return next; return;
      end if;
    end if;
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
