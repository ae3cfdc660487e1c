CALL app.protect('round_archives', 'select', '', 'contents');
--> statement-breakpoint
-- What renewing data keys takes, as for evidence. All else is done by the two functions below.
GRANT UPDATE (data_key_id) ON round_archives TO securesphere_app;
--> statement-breakpoint
-- Archived answers stand in a file that a row names, and come back from there as they were.
CREATE OR REPLACE FUNCTION app.refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'user_id' = to_jsonb(old) - 'user_id' then return new; end if;
  -- Answers leave, or come back, and nothing else changes: those that an archive of the snapshot's round says, to the byte.
  if tg_op = 'UPDATE' and old.cause <> 'close' and (old.answers is null) <> (new.answers is null)
     and to_jsonb(new) - 'answers' = to_jsonb(old) - 'answers'
     and exists (
       select from public.round_archives a
        where a.organization_id = old.organization_id and a.product_id = old.product_id and a.round = old.round
          and a.restored_at is null and a.contents ->> old.id::text = encode(sha256(convert_to(
            case when old.answers is null then new.answers else old.answers end::text, 'UTF8')), 'hex')) then
    return new;
  end if;
  if tg_op = 'DELETE' and current_setting('app.erasing', true) = 'on' then return old; end if;
  raise exception '% of snapshots refused: what they say stays', tg_op using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
-- Notes the file that holds the answers of a closed round's snapshots (`contents`: by snapshot the SHA-256 of its answers), and
-- lets exactly those answers go. What was changed or added since it was written stays, and then all of it does. Returns the
-- archive's id.
CREATE FUNCTION app.archive_round(product integer, number integer, sha256 text, size bigint, data_key integer, contents jsonb)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
declare
  closed record;
  named integer;
  gone integer;
  archive integer;
begin
  if not app.sees_all() then raise exception 'for superusers alone' using errcode = 'insufficient_privilege'; end if;
  select r.organization_id, r.closed_at into closed
    from rounds r where r.product_id = archive_round.product and r.number = archive_round.number for update;
  if not found or closed.closed_at is null then
    raise exception 'the round is not closed' using errcode = 'object_not_in_prerequisite_state';
  end if;
  select count(*) into named from jsonb_object_keys(archive_round.contents);
  insert into round_archives (organization_id, product_id, round, sha256, size, data_key_id, snapshots, contents, archived_by)
    values (closed.organization_id, archive_round.product, archive_round.number, archive_round.sha256, archive_round.size,
            archive_round.data_key, named, archive_round.contents, app.actor_id())
    returning id into archive;
  update snapshots s set answers = null
   where s.organization_id = closed.organization_id and s.product_id = archive_round.product and s.round = archive_round.number
     and s.cause <> 'close' and s.answers is not null and archive_round.contents ? s.id::text;
  get diagnostics gone = row_count;
  if gone <> named then
    raise exception 'the round is not as its archive says' using errcode = 'object_not_in_prerequisite_state';
  end if;
  return archive;
end $$;
--> statement-breakpoint
-- Whether the actor may have an archived round restored: who sees all, and the product's owner.
CREATE FUNCTION app.may_restore_round(archive integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select exists (
    select from round_archives a join products p on p.organization_id = a.organization_id and p.id = a.product_id
     where a.id = archive and a.restored_at is null
       and (app.sees_all() or a.organization_id = any (app.reach()) and p.owner_id = app.actor_id()))
$$;
--> statement-breakpoint
-- Puts archived answers back; the trigger refuses those that are not what left. Returns how many snapshots have them again.
CREATE FUNCTION app.put_back_answers(archive integer, ids integer[], texts text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  back integer;
begin
  if not app.may_restore_round(archive) then
    raise exception 'not to be restored by this actor' using errcode = 'insufficient_privilege';
  end if;
  update snapshots s set answers = t.answers::jsonb
    from round_archives a, unnest(ids, texts) t (id, answers)
   where a.id = archive and s.id = t.id and s.organization_id = a.organization_id and s.product_id = a.product_id
     and s.round = a.round and s.answers is null;
  get diagnostics back = row_count;
  return back;
end $$;
--> statement-breakpoint
-- The round is as it was: from here on no row names the file. Not while an answer is missing.
CREATE FUNCTION app.end_restoring_round(archive integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if not app.may_restore_round(archive) then
    raise exception 'not to be restored by this actor' using errcode = 'insufficient_privilege';
  end if;
  if exists (
    select from round_archives a cross join jsonb_object_keys(a.contents) k (id)
      left join snapshots s on s.organization_id = a.organization_id and s.id = k.id::integer
     where a.id = archive and s.answers is null) then
    raise exception 'answers of the round are missing' using errcode = 'object_not_in_prerequisite_state';
  end if;
  update round_archives a set restored_at = now(), restored_by = app.actor_id(), data_key_id = null where a.id = archive;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.archive_round, app.may_restore_round, app.put_back_answers, app.end_restoring_round FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.archive_round, app.put_back_answers, app.end_restoring_round TO securesphere_app;
