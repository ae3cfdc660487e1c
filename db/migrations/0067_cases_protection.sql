CALL app.protect('case_texts', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('case_templates', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('case_tasks', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('case_events', 'select, insert');
--> statement-breakpoint
CALL app.protect('case_messages', 'select, insert');
--> statement-breakpoint
CALL app.protect('exhibits', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('custody_events', 'select, insert');
--> statement-breakpoint
CALL app.protect('break_glass_grants', 'select, insert, update');
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON case_events FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
ALTER TABLE case_events ENABLE ALWAYS TRIGGER append_only;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON case_messages FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
ALTER TABLE case_messages ENABLE ALWAYS TRIGGER append_only;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON custody_events FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
ALTER TABLE custody_events ENABLE ALWAYS TRIGGER append_only;
--> statement-breakpoint
-- An entry follows the last one of its exhibit, of the same case and by who acts: the database holds to it, whoever writes.
CREATE FUNCTION app.check_custody() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  last custody_events;
begin
  perform from exhibits x where x.organization_id = new.organization_id and x.id = new.exhibit_id and x.case_id = new.case_id for update;
  if not found then raise exception 'custody of no exhibit of this case' using errcode = 'foreign_key_violation'; end if;
  if app.actor_id() is not null and new.by_id <> app.actor_id() then
    raise exception 'custody is written by who acts' using errcode = 'insufficient_privilege';
  end if;
  select * into last from custody_events e
   where e.organization_id = new.organization_id and e.exhibit_id = new.exhibit_id order by e.seq desc limit 1;
  if new.seq <> coalesce(last.seq, 0) + 1 or new.previous_hash <> coalesce(last.hash, repeat('0', 64)) then
    raise exception 'custody entry % does not follow the last one', new.seq using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
CREATE TRIGGER follows BEFORE INSERT ON custody_events FOR EACH ROW EXECUTE FUNCTION app.check_custody();
--> statement-breakpoint
ALTER TABLE custody_events ENABLE ALWAYS TRIGGER follows;
--> statement-breakpoint
-- Of an exhibit nothing changes but where it is.
CREATE FUNCTION app.keep_exhibit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
begin
  if to_jsonb(new) - array['state', 'holder_id', 'receiver_id'] = to_jsonb(old) - array['state', 'holder_id', 'receiver_id'] then return new; end if;
  raise exception 'of an exhibit nothing changes but where it is' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
CREATE TRIGGER keep BEFORE UPDATE ON exhibits FOR EACH ROW EXECUTE FUNCTION app.keep_exhibit();
--> statement-breakpoint
ALTER TABLE exhibits ENABLE ALWAYS TRIGGER keep;
--> statement-breakpoint
-- A look is asked for by who looks, decided once by another superuser, as long as was asked for, and ended once.
CREATE FUNCTION app.check_break_glass() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  deciding constant text[] := array['decided_by', 'decided_at', 'is_granted', 'expires_at'];
  ending constant text[] := array['ended_by', 'ended_at'];
begin
  if tg_op = 'INSERT' then
    if new.decided_by is not null or new.ended_at is not null then
      raise exception 'a look begins by being asked for' using errcode = 'check_violation';
    end if;
    if app.actor_id() is not null and new.requested_by <> app.actor_id() then
      raise exception 'who looks asks itself' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if to_jsonb(new) - deciding - ending <> to_jsonb(old) - deciding - ending then
    raise exception 'what was asked for stays' using errcode = 'insufficient_privilege';
  end if;
  if old.ended_at is not null then raise exception 'this look is over' using errcode = 'insufficient_privilege'; end if;
  if to_jsonb(new) - ending <> to_jsonb(old) - ending then
    if old.decided_by is not null or old.lapses_at <= clock_timestamp() then
      raise exception 'this was decided, or lapsed' using errcode = 'insufficient_privilege';
    end if;
    if new.decided_by is distinct from app.actor_id()
       or not exists (select from users u where u.id = new.decided_by and u.role = 'superuser' and u.is_active) then
      raise exception 'another superuser decides' using errcode = 'insufficient_privilege';
    end if;
    if new.expires_at > clock_timestamp() + make_interval(mins => new.minutes) then
      raise exception 'a look lasts as long as was asked for' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
CREATE TRIGGER two_people BEFORE INSERT OR UPDATE ON break_glass_grants FOR EACH ROW EXECUTE FUNCTION app.check_break_glass();
--> statement-breakpoint
ALTER TABLE break_glass_grants ENABLE ALWAYS TRIGGER two_people;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.check_custody, app.keep_exhibit, app.check_break_glass FROM PUBLIC;
--> statement-breakpoint
-- Analysts are reached by what concerns their own agency.
CREATE OR REPLACE FUNCTION app.reaches(person integer, organization integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  return exists (select from users u where u.id = person and u.is_active and (u.role = 'superuser'
    or (u.role in ('client', 'analyst') and u.organization_id = organization)
    or (u.role = 'lead' and exists (select from assignments a where a.lead_id = u.id and a.organization_id = organization))));
end $$;
