CALL app.protect('retention_rules', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('disposals', 'select, insert, update');
--> statement-breakpoint
-- What keeps a row, told by the catalogue: every other row that points to it, but for those that go with it.
CREATE FUNCTION app.kept_by(target regclass, going regclass[]) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $$
  select coalesce(string_agg(format('exists (select from %s k where k.organization_id = t.organization_id and k.%I = t.id)',
                                    f.conrelid::regclass, a.attname), ' or ' order by f.conname), 'false')
    from pg_constraint f
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey) and a.attname <> 'organization_id'
   where f.contype = 'f' and f.confrelid = target and f.conrelid <> all (going)
$$;
--> statement-breakpoint
-- Which messages may go: from before a moment, in no case and named by nothing else, and not escalated.
CREATE FUNCTION app.disposable_content() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $$
  select format('t.organization_id = $1 and t.source_id = $2 and case when t.posted_at is null then t.created_at else t.posted_at end < $3
    and not exists (select from detections d where d.organization_id = t.organization_id and d.content_id = t.id and d.status = ''escalated'')
    and not (%s)', app.kept_by('content', array['detections', 'identifier_occurrences']::regclass[]))
$$;
--> statement-breakpoint
-- A dry run: how many messages would go, and how many as old as that stay, since a case or an escalation keeps them.
CREATE FUNCTION app.count_disposable(organization integer, source integer, before timestamptz)
RETURNS TABLE (messages bigint, kept bigint, oldest timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if not (app.sees_all() or organization = app.agency()) then return; end if;
  return query execute format(
    'select count(*) filter (where %1$s), count(*) filter (where not (%1$s)), min(case when t.posted_at is null then t.created_at else t.posted_at end)
       from content t where t.organization_id = $1 and t.source_id = $2 and case when t.posted_at is null then t.created_at else t.posted_at end < $3',
    app.disposable_content()) using organization, source, before;
end $$;
--> statement-breakpoint
-- Disposes of so many messages with what was found in them. Those who see all do it, once two people agreed; a legal hold stops it.
CREATE FUNCTION app.dispose_content(disposal integer, source integer, before timestamptz, most integer)
RETURNS TABLE (messages bigint, detections bigint, contents text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  organization integer;
  going bigint[];
begin
  select d.organization_id into organization from disposals d
   where d.id = disposal and d.confirmed_at is not null and d.withdrawn_at is null and d.ended_at is null for update;
  if organization is null or not app.sees_all() then raise exception 'not confirmed' using errcode = 'insufficient_privilege'; end if;
  if app.is_held(organization) then raise exception 'a legal hold stands: nothing is erased' using errcode = 'insufficient_privilege'; end if;
  execute format('select array_agg(id), coalesce(string_agg(id || '':'' || encode(sha256(convert_to(text, ''UTF8'')), ''hex''), E''\n'' order by id), '''')
                    from (select t.id, t.text from content t where %s order by t.id limit $4 for update of t) p', app.disposable_content())
    into going, contents using organization, source, before, most;
  delete from public.detections d where d.organization_id = organization and d.content_id = any (going);
  get diagnostics detections = row_count;
  with gone as (delete from identifier_occurrences o where o.organization_id = organization and o.content_id = any (going) returning o.identifier_id)
  update identifiers i set occurrences = greatest(i.occurrences - g.n, 0)
    from (select identifier_id, count(*)::integer as n from gone group by 1) g where i.organization_id = organization and i.id = g.identifier_id;
  delete from content c where c.organization_id = organization and c.id = any (going);
  get diagnostics messages = row_count;
  return next;
end $$;
--> statement-breakpoint
-- What is left of messages that went: identifiers that occur nowhere any more, accounts that wrote nothing that is left, and the
-- files of imports of which nothing is left, whose records stay. Nothing that somebody verified, flagged or refers to.
CREATE FUNCTION app.dispose_leftovers(disposal integer)
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
     where i.organization_id = organization and i.status in ('done', 'failed', 'cancelled') and i.ended_at < now()
       and not exists (select from content c where c.organization_id = organization and c.import_id = i.id) for update),
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
REVOKE ALL ON FUNCTION app.kept_by, app.disposable_content, app.count_disposable, app.dispose_content, app.dispose_leftovers FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.count_disposable, app.dispose_content, app.dispose_leftovers TO securesphere_app;
