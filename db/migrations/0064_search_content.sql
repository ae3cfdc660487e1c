CALL app.protect_in_part('saved_searches', 'select, insert, update, delete', 'how many messages came in that it finds follows from imports',
  '(old.name, old.query, old.alerts) is distinct from (new.name, new.query, new.alerts)', '', '', true);
--> statement-breakpoint
-- Analysts may be told of their agency's matters.
CREATE OR REPLACE FUNCTION app.reaches(person integer, organization integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  return exists (select from users u where u.id = person and u.is_active and (u.role = 'superuser'
    or (u.role in ('client', 'analyst') and u.organization_id = organization)
    or (u.role = 'lead' and exists (select from assignments a where a.lead_id = u.id and a.organization_id = organization))));
end $$;
--> statement-breakpoint
-- What a search asks of a message beside its words, as conditions on `m`; `filter` is what the parameter $3 will be.
CREATE FUNCTION app.content_conditions(filter jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
declare
  conditions text := 'true';
  name text;
begin
  for name in select jsonb_object_keys(filter) loop
    conditions := conditions || case name
      when 'sources' then ' and m.source_id = any (array(select jsonb_array_elements_text($3 -> ''sources'')::integer))'
      when 'authors' then ' and m.subject_id = any (array(select jsonb_array_elements_text($3 -> ''authors'')::integer))'
      when 'risks' then ' and m.risk_level = any (array(select jsonb_array_elements_text($3 -> ''risks'')))'
      when 'types' then ' and m.content_type = any (array(select jsonb_array_elements_text($3 -> ''types'')))'
      when 'languages' then ' and m.language = any (array(select jsonb_array_elements_text($3 -> ''languages'')))'
      when 'since' then ' and m.posted_at >= ($3 ->> ''since'')::timestamptz'
      when 'until' then ' and m.posted_at < ($3 ->> ''until'')::timestamptz'
      when 'detection' then ' and (select true from detections d where d.organization_id = m.organization_id and d.content_id = m.id limit 1)'
      when 'identifier' then ' and (select true from identifier_occurrences o where o.organization_id = m.organization_id and o.content_id = m.id limit 1)'
      when 'kinds' then ' and (select count(distinct i.kind) from identifier_occurrences o
          join identifiers i on i.organization_id = o.organization_id and i.id = o.identifier_id
        where o.organization_id = m.organization_id and o.content_id = m.id
          and i.kind = any (array(select jsonb_array_elements_text($3 -> ''kinds'')))) = jsonb_array_length($3 -> ''kinds'')'
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
-- words. What is left are words that are neither rare nor recent; for them reading goes on, up to a hundred thousand.
CREATE FUNCTION app.find_content(agency integer, words text, is_positive boolean, filter jsonb, before_posted timestamptz,
                                 before_id bigint, most integer)
RETURNS TABLE (ids bigint[], is_complete boolean, stopped_posted timestamptz, stopped_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off SET jit = off
AS $$
declare
  asked tsquery := case when words <> '' then to_tsquery('simple', words) end;
  conditions text := app.content_conditions(filter);
  near text := case when filter ? 'sources' then ' and c.source_id = any (array(select jsonb_array_elements_text($3 -> ''sources'')::integer))' else '' end
    || case when filter ? 'authors' then ' and c.subject_id = any (array(select jsonb_array_elements_text($3 -> ''authors'')::integer))' else '' end
    || case when filter ? 'since' then ' and c.posted_at >= ($3 ->> ''since'')::timestamptz' else '' end
    || case when filter ? 'until' then ' and c.posted_at < ($3 ->> ''until'')::timestamptz' else '' end;
  place text;
  ordered constant text := ' order by c.posted_at desc nulls last, c.id desc nulls last ';
  step integer := 10000;
  examined integer := 0;
  part bigint[];
  counted integer;
  last_posted timestamptz;
  last_id bigint;
begin
  ids := '{}'; is_complete := false; stopped_posted := before_posted; stopped_id := before_id;
  if not (app.sees_all() or agency = app.agency()) then return; end if;
  if numnode(asked) = 0 then asked := null; end if;
  if asked is not null then conditions := 'm.search @@ $2 and ' || conditions; end if;
  loop
    place := case when stopped_posted is null then 'c.posted_at is null and c.id < $5' else 'c.posted_at is not null and (c.posted_at, c.id) < ($4, $5)' end;
    execute format('select coalesce(array_agg(f.id), ''{}'') from (select m.id from (select * from content c where c.organization_id = $1 and %s%s%slimit %s) m where %s limit $6) f',
                   place, near, ordered, step, conditions)
      into part using agency, asked, filter, stopped_posted, stopped_id, most - cardinality(ids);
    ids := ids || part;
    if cardinality(ids) >= most then return next; return; end if;
    if asked is not null and is_positive and examined = 0 then
      execute format('select count(*), (array_agg(m.id order by m.posted_at desc nulls last, m.id desc) filter (where %s and (case when $4 is null then m.posted_at is null and m.id < $5 else m.posted_at is null or (m.posted_at, m.id) < ($4, $5) end)))[:$6]
          from (select * from content c where c.search @@ $2 and c.organization_id + 0 = $1 limit 20001) m', conditions)
        into counted, part using agency, asked, filter, stopped_posted, stopped_id, most;
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
    elsif stopped_posted is null or filter ?| array['since', 'until'] then
      is_complete := true;
      return next; return;
    else
      -- Those whose time is not known come last.
      stopped_posted := null; stopped_id := 9007199254740991;
    end if;
    examined := examined + step;
    if examined >= 100000 then return next; return; end if;
    step := 30000;
  end loop;
end $$;
--> statement-breakpoint
-- How many messages between two places of the table a search finds, at most `most`: what came in since.
CREATE FUNCTION app.count_content(agency integer, words text, filter jsonb, after_id bigint, until_id bigint, most integer) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off SET jit = off
AS $$
declare
  asked tsquery := case when words <> '' then to_tsquery('simple', words) end;
  conditions text := app.content_conditions(filter);
  found integer;
begin
  if not (app.sees_all() or agency = app.agency()) then return 0; end if;
  if numnode(asked) > 0 then conditions := 'm.search @@ $2 and ' || conditions; end if;
  execute format('select count(*) from (select from content m where m.organization_id = $1 and m.id > $4 and m.id <= $5 and %s limit $6) f', conditions)
    into found using agency, asked, filter, after_id, until_id, most;
  return found;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.content_conditions, app.find_content, app.count_content FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.find_content, app.count_content TO securesphere_app;
--> statement-breakpoint
-- As before, and with the searches that the person kept: they are words of the person.
CREATE OR REPLACE FUNCTION app.erase_person(person integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  nobody text := 'former-user-' || person;
  address text;
begin
  if not app.sees_all() or person is not distinct from app.actor_id() then
    raise exception 'only a superuser erases somebody else' using errcode = 'insufficient_privilege';
  end if;
  select lower(email) into address from users where id = person and erased_at is null for update;
  if not found then return false; end if;
  update users set username = nobody, email = nobody || '@erased.invalid', first_name = 'Former', last_name = 'user', phone = '',
                   is_active = false, disabled_at = coalesce(disabled_at, now()), must_change_password = false,
                   erased_at = now(), updated_at = now()
   where id = person;
  delete from credentials where user_id = person;
  delete from password_resets where user_id = person;
  delete from authenticators where user_id = person;
  delete from recovery_codes where user_id = person;
  delete from passkeys where user_id = person;
  delete from pending_sign_ins where user_id = person;
  delete from assignments where lead_id = person;
  delete from notification_preferences where user_id = person;
  delete from notifications where user_id = person;
  delete from audit_views where user_id = person;
  delete from saved_searches where user_id = person;
  update sessions set ended_at = coalesce(ended_at, now()), ended_reason = coalesce(ended_reason, 'erased'), ip_address = null, user_agent = null
   where user_id = person;
  update api_keys set revoked_at = coalesce(revoked_at, now()), name = '' where user_id = person;
  update user_invitations set email = nobody || '@erased.invalid', revoked_at = case when accepted_at is null then coalesce(revoked_at, now()) else revoked_at end
   where lower(email) = address;
  update emails set recipient = nobody || '@erased.invalid', subject = '', body = '', unsubscribe = null,
                    status = case when status = 'queued' then 'withdrawn' else status end
   where lower(recipient) = address;
  return true;
end $$;
