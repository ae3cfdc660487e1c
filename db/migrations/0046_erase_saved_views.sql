-- As before, and with the views of the trail that the person kept: their names and searches are words of the person.
-- Takes the person out of an account, for good: what it did stays under "Former user". False: that has happened before.
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
