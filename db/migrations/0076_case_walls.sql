-- What a case holds is closed to superusers, so it does not stand in the trail either, which they read: that something was
-- written does, and the hashes of custody.
CREATE PROCEDURE app.redact(target regclass, secrets text) LANGUAGE plpgsql
AS $$
begin
  execute format('drop trigger audit on %s', target);
  execute format('create trigger audit after insert or update or delete on %s for each row execute function app.audit(%L, %L)', target, secrets, '');
  execute format('alter table %s enable always trigger audit', target);
end $$;
--> statement-breakpoint
CALL app.redact('case_texts', 'summary,resolution,own_marking');
--> statement-breakpoint
CALL app.redact('case_tasks', 'title,description');
--> statement-breakpoint
CALL app.redact('case_events', 'title,detail,details');
--> statement-breakpoint
CALL app.redact('case_messages', 'body,mentions');
--> statement-breakpoint
CALL app.redact('exhibits', 'title,description');
--> statement-breakpoint
CALL app.redact('custody_events', 'reason,from_name,to_name');
--> statement-breakpoint
CALL app.redact('subject_case_links', 'relevance,note');
--> statement-breakpoint
CALL app.redact('content_case_links', 'relevance,note');
--> statement-breakpoint
CALL app.redact('identifier_case_links', 'relevance,note');
--> statement-breakpoint
CALL app.redact('osint_results', 'query,purpose,results,analysis');
--> statement-breakpoint
CALL app.redact('osint_identifier_links', 'note');
--> statement-breakpoint
-- Whether anybody belongs to a case, asked past the policies of who asks: whoever opened a case and was taken out of it sees
-- no member, and is none.
CREATE FUNCTION app.has_members(organization integer, of_case integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  return exists (select from user_case_links l where l.organization_id = organization and l.case_id = of_case);
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.has_members FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.has_members TO securesphere_app;
--> statement-breakpoint
-- As before, and only of what was agreed to. Disposes of so many messages with what was found in them. Those who see all do it, once two people agreed; a legal hold stops it.
CREATE OR REPLACE FUNCTION app.dispose_content(disposal integer, source integer, before timestamptz, most integer)
RETURNS TABLE (messages bigint, detections bigint, contents text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  organization integer;
  going bigint[];
begin
  select d.organization_id into organization from disposals d
   where d.id = disposal and d.confirmed_at is not null and d.withdrawn_at is null and d.ended_at is null
     and exists (select from jsonb_array_elements(d.parts) p
                  where (p ->> 'source_id')::integer = source and before <= (p ->> 'before')::timestamptz) for update;
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
-- As before; an import of which nothing was taken is disposed of when it is as old as what goes. What is left of messages that went: identifiers that occur nowhere any more, accounts that wrote nothing that is left, and the
-- files of imports of which nothing is left, whose records stay. Nothing that somebody verified, flagged or refers to.
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
