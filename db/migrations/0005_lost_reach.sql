ALTER POLICY "own" ON "notifications" TO securesphere_app USING (user_id = (select app.actor_id()) and ((select app.sees_all()) or organization_id = any ((select app.reach())::integer[]))) WITH CHECK (user_id = (select app.actor_id()));--> statement-breakpoint
-- As before, and keys with them: a key made by a thief must not outlive the recovery of the account, nor one that a client
-- gave many scopes become a superuser's.
CREATE OR REPLACE FUNCTION app.end_sessions_on_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  own_session integer := nullif(current_setting('app.session_id', true), '')::integer;
begin
  if tg_table_name = 'credentials' then
    update sessions set ended_at = now(), ended_reason = 'password changed'
      where user_id = new.user_id and ended_at is null and id is distinct from own_session;
    -- Whoever knew the old password keeps the keys; a link from the mailbox recovers the account.
    if not exists (select from sessions where id = own_session and user_id = new.user_id) then
      update api_keys set revoked_at = now() where user_id = new.user_id and revoked_at is null;
    end if;
  elsif new.role <> old.role or new.is_active <> old.is_active or new.organization_id <> old.organization_id then
    update sessions set ended_at = now(), ended_reason = 'account changed' where user_id = new.id and ended_at is null;
    if new.role <> old.role or new.organization_id <> old.organization_id then
      update api_keys set revoked_at = now() where user_id = new.id and revoked_at is null;
    end if;
  end if;
  return null;
end $$;
