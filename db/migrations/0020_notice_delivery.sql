CALL app.protect('notification_preferences', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('comment_mentions', 'select, insert');
--> statement-breakpoint
-- Whether a person may see an organization's matters now: what app.enter will say when that person comes.
CREATE FUNCTION app.reaches(person integer, organization integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  return exists (select from users u where u.id = person and u.is_active and (u.role = 'superuser'
    or (u.role = 'client' and u.organization_id = organization)
    or (u.role = 'lead' and exists (select from assignments a where a.lead_id = u.id and a.organization_id = organization))));
end $$;
--> statement-breakpoint
-- Leaves out who is out of reach or wants to hear nothing of the topic, and sets the mail that the reader has chosen.
CREATE FUNCTION app.admit_notice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  chosen text;
begin
  if not app.reaches(new.user_id, new.organization_id) then return null; end if;
  select delivery into chosen from notification_preferences where user_id = new.user_id and topic = new.topic;
  if chosen = 'off' then return null; end if;
  if chosen is not null then new.mail := case chosen when 'inbox' then 'none' else chosen end; end if;
  return new;
end $$;
--> statement-breakpoint
CREATE TRIGGER admit_notice BEFORE INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION app.admit_notice();
--> statement-breakpoint
-- Tells every process that listens whose inbox has something new or may look different now: an id, never content. What is
-- the same within a transaction is told once, after its commit.
CREATE FUNCTION app.tell_notice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  perform pg_notify('securesphere', 'notice ' || new.user_id);
  if new.mail = 'instant' then perform pg_notify('securesphere', 'mail'); end if;
  return null;
end $$;
--> statement-breakpoint
CREATE TRIGGER tell_notice AFTER INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION app.tell_notice();
--> statement-breakpoint
CREATE FUNCTION app.tell_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  changed jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  perform pg_notify('securesphere', 'change ' || (changed ->> tg_argv[0]));
  return null;
end $$;
--> statement-breakpoint
CREATE TRIGGER tell_change AFTER UPDATE OF read_at ON notifications FOR EACH ROW EXECUTE FUNCTION app.tell_change('user_id');
--> statement-breakpoint
CREATE TRIGGER tell_change AFTER INSERT OR DELETE ON assignments FOR EACH ROW EXECUTE FUNCTION app.tell_change('lead_id');
--> statement-breakpoint
CREATE TRIGGER tell_change AFTER UPDATE OF ended_at ON sessions FOR EACH ROW EXECUTE FUNCTION app.tell_change('user_id');
--> statement-breakpoint
CREATE TRIGGER tell_change AFTER UPDATE OF revoked_at ON api_keys FOR EACH ROW EXECUTE FUNCTION app.tell_change('user_id');
--> statement-breakpoint
-- Which of these credentials still let somebody in, as app.enter would say; asked for many open streams at once.
CREATE FUNCTION app.valid_credentials(kinds text[], hashes bytea[], idle_seconds integer) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  select c.hash from unnest(kinds, hashes) as c (kind, hash)
   where c.kind = 'session' and exists (
       select from sessions s join users u on u.id = s.user_id and u.is_active
         left join last_seen l on l.kind = 'session' and l.record_id = s.id
        where s.token_hash = c.hash and s.ended_at is null and s.expires_at > now()
          and coalesce(l.seen_at, s.created_at) > now() - make_interval(secs => idle_seconds))
      or c.kind = 'key' and exists (
       select from api_keys k join users u on u.id = k.user_id and u.is_active
        where k.key_hash = c.hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()))
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.reaches, app.admit_notice, app.tell_notice, app.tell_change, app.valid_credentials FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.reaches, app.valid_credentials TO securesphere_app;
