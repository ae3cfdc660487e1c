CALL app.protect('content_archives', 'select');
--> statement-breakpoint
-- What renewing data keys takes, and what reading a file again finds. All else is done by the functions below.
GRANT UPDATE (data_key_id, verified_at, damage) ON content_archives TO securesphere_app;
--> statement-breakpoint
CALL app.protect_unaudited('archived_content', 'select', 'follows from content_archives, whose rows are in the trail, and their files');
--> statement-breakpoint
CALL app.protect_unaudited('archived_identifiers', 'select', 'follows from content_archives, whose rows are in the trail, and their files');
--> statement-breakpoint
CREATE FUNCTION app.is_archived(message bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ select exists (select from archived_content where content_id = message) $$;
--> statement-breakpoint
-- A message that moves into an archive leaves no entry of its own: the archive does, with the SHA-256 of its file. What goes
-- otherwise leaves one, as before.
DROP TRIGGER audit ON content;
--> statement-breakpoint
CREATE TRIGGER audit AFTER DELETE ON content FOR EACH ROW WHEN (not app.is_archived(old.id))
  EXECUTE FUNCTION app.audit('text,metadata,analysis', 'search');
--> statement-breakpoint
ALTER TABLE content ENABLE ALWAYS TRIGGER audit;
--> statement-breakpoint
DROP TRIGGER audit ON detections;
--> statement-breakpoint
CREATE TRIGGER audit AFTER DELETE ON detections FOR EACH ROW WHEN (not app.is_archived(old.content_id))
  EXECUTE FUNCTION app.audit('matched_text,context', '');
--> statement-breakpoint
ALTER TABLE detections ENABLE ALWAYS TRIGGER audit;
--> statement-breakpoint
-- Which messages may be archived, of `t`: those that may be disposed of (in no case, named by nothing else, not escalated),
-- and about which nobody has to decide: not under review, and no hit that waits. Where an archive was restored after $4, its
-- time is left alone: somebody wanted it back.
CREATE FUNCTION app.archivable_content() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $$
  select app.disposable_content() || ' and t.status <> ''REVIEWING''
    and not exists (select from detections d where d.organization_id = t.organization_id and d.content_id = t.id and d.status = ''new'')
    and not exists (select from content_archives a where a.organization_id = $1 and a.source_id = $2 and a.restored_at >= $4
      and case when t.posted_at is null then t.created_at else t.posted_at end between a.since and a.until)'
$$;
--> statement-breakpoint
-- What would be archived of messages from before a moment: by source and month (UTC), the oldest first.
CREATE FUNCTION app.plan_content_archives(organization integer, source integer, before timestamptz, restored timestamptz)
RETURNS TABLE (organization_id integer, source_id integer, since timestamptz, until timestamptz, messages bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC'
AS $$
#variable_conflict use_column
declare
  s record;
begin
  if not app.sees_all() then raise exception 'for superusers alone' using errcode = 'insufficient_privilege'; end if;
  for s in select o.organization_id, o.id from sources o
            where (plan_content_archives.organization is null or o.organization_id = plan_content_archives.organization)
              and (plan_content_archives.source is null or o.id = plan_content_archives.source) order by o.organization_id, o.id loop
    return query execute format('select $1, $2, m.month, least(m.month + interval ''1 month'', $3), m.messages from (
        select date_trunc(''month'', case when t.posted_at is null then t.created_at else t.posted_at end) as month, count(*) as messages
          from content t where (t.posted_at < $3 or t.posted_at is null) and %s
         group by 1) m order by 3', app.archivable_content())
      using s.organization_id, s.id, before, restored;
  end loop;
end $$;
--> statement-breakpoint
-- The next messages of a span that one archive takes: their ids, in order.
CREATE FUNCTION app.archivable_ids(source integer, since timestamptz, until timestamptz, restored timestamptz, most integer) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  ids bigint[];
begin
  if not app.sees_all() then raise exception 'for superusers alone' using errcode = 'insufficient_privilege'; end if;
  execute format('select coalesce(array_agg(m.id order by m.id), ''{}'') from (
      select t.id from content t where (t.posted_at >= $5 and t.posted_at < $3 or t.posted_at is null and t.created_at >= $5) and %s
       order by t.posted_at, t.id limit $6) m', app.archivable_content())
    into ids using (select s.organization_id from sources s where s.id = source), source, until, restored, since, most;
  return ids;
end $$;
--> statement-breakpoint
-- Messages with what was found in them, as an archive holds them. `analysis` stays sealed and stands beside: a file must open
-- when the key of today is gone. Its SHA-256 tells that it is the same one.
CREATE FUNCTION app.archived_text(organization integer, ids bigint[])
RETURNS TABLE (id bigint, message text, analysis bytea, data_key_id integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC'
AS $$
  select c.id, jsonb_build_object(
      'content', to_jsonb(c) - array['search', 'analysis', 'data_key_id'],
      'sealed', encode(sha256(c.analysis), 'hex'),
      'detections', (select coalesce(jsonb_agg(to_jsonb(d) order by d.id), '[]') from detections d
                      where d.organization_id = c.organization_id and d.content_id = c.id),
      'occurrences', (select coalesce(jsonb_agg(to_jsonb(o) order by o.id), '[]') from identifier_occurrences o
                       where o.organization_id = c.organization_id and o.content_id = c.id))::text, c.analysis, c.data_key_id
    from content c where c.organization_id = organization and c.id = any (ids) and app.sees_all() order by c.id
$$;
--> statement-breakpoint
-- Notes the file that holds these messages (`digests`: by message the SHA-256 of what `app.archived_text` says of it), and lets
-- exactly those go. What was changed, put to a case or decided anew since it was written stays, and then all of it does.
-- Returns the archive's id.
CREATE FUNCTION app.archive_content(source integer, sha256 text, size bigint, data_key integer, ids bigint[], digests text[])
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
declare
  organization integer;
  archive integer;
  moved integer;
begin
  if not app.sees_all() then raise exception 'for superusers alone' using errcode = 'insufficient_privilege'; end if;
  select s.organization_id into organization from sources s where s.id = archive_content.source;
  perform from content t where t.organization_id = organization and t.id = any (archive_content.ids) order by t.id for update;
  perform from detections d where d.organization_id = organization and d.content_id = any (archive_content.ids) order by d.id for update;
  insert into content_archives (organization_id, source_id, since, until, messages, detections, occurrences, sha256, size, data_key_id, archived_by)
    select organization, archive_content.source, min(m.moment), max(m.moment), cardinality(archive_content.ids),
           (select count(*) from detections d where d.organization_id = organization and d.content_id = any (archive_content.ids)),
           (select count(*) from identifier_occurrences o where o.organization_id = organization and o.content_id = any (archive_content.ids)),
           archive_content.sha256, archive_content.size, archive_content.data_key, app.actor_id()
      from (select case when t.posted_at is null then t.created_at else t.posted_at end as moment from content t
             where t.organization_id = organization and t.id = any (archive_content.ids)) m having count(*) > 0
    returning id into archive;
  execute format('insert into archived_content (content_id, organization_id, archive_id, source_id, platform_content_id, subject_id, import_id, digest)
      select t.id, t.organization_id, $5, t.source_id, t.platform_content_id, t.subject_id, t.import_id, g.digest
        from app.archived_text($1, $6) a join unnest($6, $7) g (id, digest) on g.id = a.id and g.digest = encode(sha256(convert_to(a.message, ''UTF8'')), ''hex'')
        join content t on t.organization_id = $1 and t.id = a.id where %s', app.archivable_content())
    using organization, archive_content.source, 'infinity'::timestamptz, 'infinity'::timestamptz, archive, archive_content.ids, archive_content.digests;
  get diagnostics moved = row_count;
  if archive is null or moved <> cardinality(archive_content.ids) then
    raise exception 'the messages are not as their archive says' using errcode = 'object_not_in_prerequisite_state';
  end if;
  insert into archived_identifiers (organization_id, archive_id, identifier_id)
    select distinct organization, archive, o.identifier_id from identifier_occurrences o
     where o.organization_id = organization and o.content_id = any (archive_content.ids);
  delete from detections d where d.organization_id = organization and d.content_id = any (archive_content.ids);
  with gone as (delete from identifier_occurrences o where o.organization_id = organization and o.content_id = any (archive_content.ids) returning o.identifier_id)
  update identifiers i set occurrences = greatest(i.occurrences - g.n, 0)
    from (select identifier_id, count(*)::integer as n from gone group by 1) g where i.organization_id = organization and i.id = g.identifier_id;
  delete from content c where c.organization_id = organization and c.id = any (archive_content.ids);
  return archive;
end $$;
--> statement-breakpoint
-- Whether a row says what was said of it: columns that came since then are not asked for.
CREATE FUNCTION app.still_says(now jsonb, said jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ select coalesce((select jsonb_object_agg(k, now -> k) from jsonb_object_keys(said) k), '{}') = said $$;
--> statement-breakpoint
-- The columns of a table that a row as JSON names and that can be written, for a statement.
CREATE FUNCTION app.written_columns(target regclass, said jsonb) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_attribute a
   where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and said ? a.attname
$$;
--> statement-breakpoint
-- Puts archived messages back, as they left, with the parts of their scores sealed anew; refuses any that are not what left.
CREATE FUNCTION app.put_back_content(archive integer, data_key integer, texts text[], analyses bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC'
AS $$
#variable_conflict use_column
declare
  organization integer;
  messages jsonb[];
  ids bigint[];
  hits jsonb;
begin
  if not app.sees_all() then raise exception 'for superusers alone' using errcode = 'insufficient_privilege'; end if;
  select a.organization_id into organization from content_archives a where a.id = put_back_content.archive and a.data_key_id is not null for update;
  select array_agg(m order by n), array_agg((m -> 'content' ->> 'id')::bigint order by n) into messages, ids
    from (select t.message::jsonb as m, n from unnest(put_back_content.texts) with ordinality t (message, n)) p;
  if (select count(*) from unnest(ids, put_back_content.texts) t (id, message)
        join archived_content c on c.organization_id = organization and c.archive_id = put_back_content.archive and c.content_id = t.id
         and c.digest = encode(sha256(convert_to(t.message, 'UTF8')), 'hex')) is distinct from cardinality(ids)::bigint then
    raise exception 'not what was archived' using errcode = 'object_not_in_prerequisite_state';
  end if;
  execute format('insert into content (%1$s, analysis, data_key_id) select %1$s, g.sealed, case when g.sealed is not null then $3 end
      from unnest($1, $2) g (m, sealed) cross join lateral jsonb_populate_record(null::content, g.m -> ''content'') r',
      app.written_columns('content', messages[1] -> 'content'))
    using messages, put_back_content.analyses, put_back_content.data_key;
  select jsonb_agg(d) into hits from unnest(messages) m cross join jsonb_array_elements(m -> 'detections') d;
  if hits is not null then
    execute format('insert into detections (%1$s) select %1$s from jsonb_populate_recordset(null::detections, $1)',
                   app.written_columns('detections', hits -> 0)) using hits;
  end if;
  select jsonb_agg(o) into hits from unnest(messages) m cross join jsonb_array_elements(m -> 'occurrences') o;
  if hits is not null then
    execute format('insert into identifier_occurrences (%1$s) select %1$s from jsonb_populate_recordset(null::identifier_occurrences, $1)',
                   app.written_columns('identifier_occurrences', hits -> 0)) using hits;
    update identifiers i set occurrences = i.occurrences + g.n
      from (select (o ->> 'identifier_id')::integer as id, count(*)::integer as n from jsonb_array_elements(hits) o group by 1) g
     where i.organization_id = organization and i.id = g.id;
  end if;
  if exists (
    select from unnest(ids, messages) g (id, m) left join app.archived_text(organization, ids) a on a.id = g.id
     where app.still_says(a.message::jsonb -> 'content', m -> 'content') is not true
        or exists (select from rows from (jsonb_array_elements(a.message::jsonb -> 'detections'), jsonb_array_elements(m -> 'detections')) t (now, said)
                    where app.still_says(now, said) is not true)
        or exists (select from rows from (jsonb_array_elements(a.message::jsonb -> 'occurrences'), jsonb_array_elements(m -> 'occurrences')) t (now, said)
                    where app.still_says(now, said) is not true)) then
    raise exception 'what is back is not what was archived' using errcode = 'object_not_in_prerequisite_state';
  end if;
  delete from archived_content c where c.organization_id = organization and c.archive_id = put_back_content.archive and c.content_id = any (ids);
end $$;
--> statement-breakpoint
-- The messages of an archive are back: from here on no row names its file. Not while one is missing.
CREATE FUNCTION app.end_restoring_content(archive integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if not app.sees_all() then raise exception 'for superusers alone' using errcode = 'insufficient_privilege'; end if;
  if exists (select from archived_content c where c.archive_id = archive) then
    raise exception 'messages of the archive are missing' using errcode = 'object_not_in_prerequisite_state';
  end if;
  delete from archived_identifiers i where i.archive_id = archive;
  update content_archives a set restored_at = now(), restored_by = app.actor_id(), data_key_id = null where a.id = archive;
end $$;
--> statement-breakpoint
-- Disposes of one archive all of whose messages are past the time two people agreed to; no row once none is left. One that
-- reaches beyond stays whole until all of it is past its time.
CREATE FUNCTION app.dispose_archive(disposal integer)
RETURNS TABLE (archive integer, messages integer, detections integer, sha256 text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
declare
  organization integer;
begin
  select d.organization_id into organization from disposals d
   where d.id = dispose_archive.disposal and d.confirmed_at is not null and d.withdrawn_at is null and d.ended_at is null for update;
  if organization is null or not app.sees_all() then raise exception 'not confirmed' using errcode = 'insufficient_privilege'; end if;
  if app.is_held(organization) then raise exception 'a legal hold stands: nothing is erased' using errcode = 'insufficient_privilege'; end if;
  select a.id, a.messages, a.detections, a.sha256 into archive, messages, detections, sha256
    from disposals d cross join jsonb_array_elements(d.parts) p
    join content_archives a on a.organization_id = organization and a.source_id = (p ->> 'source_id')::integer and a.until < (p ->> 'before')::timestamptz
   where d.id = dispose_archive.disposal and a.data_key_id is not null order by a.id limit 1 for update of a;
  if archive is null then return; end if;
  delete from archived_content c where c.organization_id = organization and c.archive_id = dispose_archive.archive;
  delete from archived_identifiers i where i.organization_id = organization and i.archive_id = dispose_archive.archive;
  update content_archives a set disposed_at = now(), data_key_id = null where a.id = dispose_archive.archive;
  return next;
end $$;
--> statement-breakpoint
-- As before, but what archived messages need stays: keys keep their accounts and identifiers, and here the files of imports.
CREATE OR REPLACE FUNCTION app.dispose_leftovers(disposal integer)
RETURNS TABLE (identifiers bigint, subjects bigint, files text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  organization integer;
  until timestamptz;
begin
  select d.organization_id, (select max((p ->> 'before')::timestamptz) from jsonb_array_elements(d.parts) p) into organization, until
    from disposals d where d.id = disposal and d.confirmed_at is not null and d.withdrawn_at is null and d.ended_at is null for update;
  if organization is null or not app.sees_all() then raise exception 'not confirmed' using errcode = 'insufficient_privilege'; end if;
  if app.is_held(organization) then raise exception 'a legal hold stands: nothing is erased' using errcode = 'insufficient_privilege'; end if;
  execute format('delete from identifiers t where t.organization_id = $1 and t.verified_at is null and t.last_seen < $2
                    and t.kind not in (''name'', ''organization'', ''location'') and not (%s)', app.kept_by('identifiers', '{}'))
    using organization, until;
  get diagnostics identifiers = row_count;
  execute format('delete from subjects t where t.organization_id = $1 and not t.is_flagged and t.last_seen < $2 and t.profile_id is null and not (%s)',
                 app.kept_by('subjects', '{}'))
    using organization, until;
  get diagnostics subjects = row_count;
  with over as (
    select i.id, i.evidence_id from imports i
     where i.organization_id = organization and i.status in ('done', 'failed', 'cancelled') and (i.taken > 0 or i.ended_at < until)
       and not exists (select from content c where c.organization_id = organization and c.import_id = i.id)
       and not exists (select from archived_content c where c.organization_id = organization and c.import_id = i.id) for update),
  rejects as (delete from import_rejects r using over where r.organization_id = organization and r.import_id = over.id),
  emptied as (update imports i set evidence_id = null from over
               where i.organization_id = organization and i.id = over.id and over.evidence_id is not null returning over.evidence_id)
  select array_agg(evidence_id::text) into files from emptied;
  with gone as (delete from evidence e where e.organization_id = organization and e.workspace = 'intelligence'
                   and e.id = any (coalesce(files, '{}')::integer[]) returning e.sha256)
  select coalesce(array_agg(sha256), '{}') into files from gone;
  return next;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.is_archived, app.archivable_content, app.plan_content_archives, app.archivable_ids, app.archived_text, app.archive_content,
  app.still_says, app.written_columns, app.put_back_content, app.end_restoring_content, app.dispose_archive FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.is_archived, app.plan_content_archives, app.archivable_ids, app.archived_text, app.archive_content, app.put_back_content,
  app.end_restoring_content, app.dispose_archive TO securesphere_app;
