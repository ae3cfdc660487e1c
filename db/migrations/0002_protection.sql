-- The audit trail: appended by triggers and named events, read within reach, changed by nobody.
CREATE FUNCTION app.ensure_audit_partitions(first_month date, months integer) RETURNS void LANGUAGE plpgsql
AS $$
declare
  month_start date;
  partition text;
begin
  for i in 0 .. months - 1 loop
    month_start := date_trunc('month', first_month)::date + make_interval(months => i);
    partition := 'audit_log_' || to_char(month_start, 'YYYY_MM');
    if to_regclass('public.' || partition) is null then
      execute format('create table %I partition of audit_log for values from (%L) to (%L)', partition,
        month_start::timestamp at time zone 'UTC', (month_start + interval '1 month') at time zone 'UTC');
      execute format('revoke all on %I from public', partition);
    end if;
  end loop;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.ensure_audit_partitions FROM PUBLIC;
--> statement-breakpoint
CREATE TABLE audit_log_default PARTITION OF audit_log DEFAULT;
--> statement-breakpoint
CALL app.protect_unaudited('audit_log', 'select', 'it is the trail itself; only its triggers and app.log_event append');
--> statement-breakpoint
CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$ begin raise exception '% of % refused: it is append-only', tg_op, tg_table_name using errcode = 'insufficient_privilege'; end $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CALL app.protect_unaudited('last_seen', 'select, insert, update, delete', 'last-seen times');
--> statement-breakpoint
CALL app.protect_unaudited('throttles', '', 'counters of failed guesses');
--> statement-breakpoint
CALL app.protect_unaudited('thread_reads', 'select, insert, update', 'unread marks: last-seen times of threads');
--> statement-breakpoint
CALL app.protect_unaudited('idempotency_keys', 'select, insert, update, delete', 'answers kept for retries; their effects are audited');
--> statement-breakpoint
CALL app.protect('organizations', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('users', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('credentials', 'insert, update, select (id, user_id, changed_at)', 'password_hash');
--> statement-breakpoint
CALL app.protect('sessions', 'select (id, user_id, ip_address, user_agent, created_at, expires_at, ended_at, ended_reason), update (ended_at, ended_reason)', 'token_hash');
--> statement-breakpoint
CALL app.protect('api_keys', 'insert, select (id, user_id, name, prefix, scopes, expires_at, revoked_at, created_at), update (revoked_at)', 'key_hash');
--> statement-breakpoint
CALL app.protect('user_invitations', 'insert, select (id, organization_id, email, role, inviter_id, expires_at, accepted_at, accepted_user_id, revoked_at, created_at), update (revoked_at)', 'token_hash');
--> statement-breakpoint
CALL app.protect('password_resets', 'insert', 'token_hash');
--> statement-breakpoint
CALL app.protect('assignments', 'select, insert, delete');
--> statement-breakpoint
CALL app.protect('emails', 'select, insert, update', 'body');
--> statement-breakpoint
CALL app.protect('notifications', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('data_keys', 'select, insert, update', 'wrapped_key');
--> statement-breakpoint
CALL app.protect('evidence', 'select, insert, delete', '', 'search');
--> statement-breakpoint
CALL app.protect('questionnaires', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('questionnaire_versions', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('sections', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('dimensions', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('questions', 'select, insert, update, delete', '', 'search');
--> statement-breakpoint
CALL app.protect('options', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('products', 'select, insert, update', '', 'search');
--> statement-breakpoint
CALL app.protect('product_members', 'select, insert, delete');
--> statement-breakpoint
CALL app.protect('answer_sets', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('questionnaire_responses', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('response_revisions', 'select, insert');
--> statement-breakpoint
CALL app.protect('response_evidence', 'select, insert, delete');
--> statement-breakpoint
CALL app.protect('lead_comments', 'select, insert', '', 'search');
--> statement-breakpoint
CALL app.protect('maturity_scores', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('snapshots', 'select, insert');
--> statement-breakpoint
-- A published questionnaire version never changes; only its status may move on to archived.
CREATE FUNCTION app.refuse_published() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  changed jsonb := case when tg_op = 'INSERT' then to_jsonb(new) else to_jsonb(old) end;
  version_status text;
begin
  select v.status into version_status from questionnaire_versions v where v.id = case tg_table_name
    when 'questionnaire_versions' then (changed ->> 'id')::integer
    when 'sections' then (changed ->> 'version_id')::integer
    when 'questions' then (changed ->> 'version_id')::integer
    when 'dimensions' then (select s.version_id from sections s where s.id = (changed ->> 'section_id')::integer)
    else (select q.version_id from questions q where q.id = (changed ->> 'question_id')::integer) end;
  if version_status <> 'draft' then
    if tg_table_name = 'questionnaire_versions' and tg_op = 'UPDATE'
       and to_jsonb(new) - 'status' = to_jsonb(old) - 'status' and to_jsonb(new) ->> 'status' <> 'draft' then
      return new;
    end if;
    raise exception 'a published questionnaire version never changes' using errcode = 'check_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
CREATE TRIGGER refuse_published BEFORE UPDATE OR DELETE ON questionnaire_versions FOR EACH ROW EXECUTE FUNCTION app.refuse_published();
--> statement-breakpoint
CREATE TRIGGER refuse_published BEFORE INSERT OR UPDATE OR DELETE ON sections FOR EACH ROW EXECUTE FUNCTION app.refuse_published();
--> statement-breakpoint
CREATE TRIGGER refuse_published BEFORE INSERT OR UPDATE OR DELETE ON dimensions FOR EACH ROW EXECUTE FUNCTION app.refuse_published();
--> statement-breakpoint
CREATE TRIGGER refuse_published BEFORE INSERT OR UPDATE OR DELETE ON questions FOR EACH ROW EXECUTE FUNCTION app.refuse_published();
--> statement-breakpoint
CREATE TRIGGER refuse_published BEFORE INSERT OR UPDATE OR DELETE ON options FOR EACH ROW EXECUTE FUNCTION app.refuse_published();
--> statement-breakpoint
-- A change of role, of activity or of password ends sessions at once: all of them, or all but the one that changed it.
CREATE FUNCTION app.end_sessions_on_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if tg_table_name = 'credentials' then
    update sessions set ended_at = now(), ended_reason = 'password changed'
      where user_id = new.user_id and ended_at is null
        and id is distinct from nullif(current_setting('app.session_id', true), '')::integer;
  elsif new.role <> old.role or new.is_active <> old.is_active or new.organization_id <> old.organization_id then
    update sessions set ended_at = now(), ended_reason = 'account changed' where user_id = new.id and ended_at is null;
  end if;
  return null;
end $$;
--> statement-breakpoint
CREATE TRIGGER end_sessions AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION app.end_sessions_on_change();
--> statement-breakpoint
CREATE TRIGGER end_sessions AFTER UPDATE ON credentials FOR EACH ROW EXECUTE FUNCTION app.end_sessions_on_change();
--> statement-breakpoint
-- So that health can say which migrations are applied.
GRANT USAGE ON SCHEMA drizzle TO securesphere_app;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO securesphere_app;
