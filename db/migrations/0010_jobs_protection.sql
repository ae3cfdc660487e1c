CALL app.protect('jobs', 'select, insert, update');
--> statement-breakpoint
CALL app.protect_unaudited('job_progress', 'select, insert, update', 'how far work is, several times a minute');
--> statement-breakpoint
-- Enters as the user who asked for a running job, with the rights of this moment. No row: the job does not run, or the
-- user may not log in any more.
CREATE FUNCTION app.enter_job(job_id integer, context jsonb)
RETURNS TABLE (user_id integer, username text, first_name text, last_name text, email text, role text, organization_id integer,
               organization text, reach integer[], scopes text[], session_id integer, key_id integer, must_change_password boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  select u.id, u.username, u.first_name, u.last_name, u.email, u.role, u.organization_id, o.name, u.must_change_password
    into user_id, username, first_name, last_name, email, role, organization_id, organization, must_change_password
    from jobs j join users u on u.id = j.user_id and u.is_active join organizations o on o.id = u.organization_id
   where j.id = job_id and j.status = 'running';
  if not found then return; end if;
  reach := case role
    when 'client' then array[enter_job.organization_id]
    when 'lead' then (select coalesce(array_agg(a.organization_id), '{}') from assignments a where a.lead_id = enter_job.user_id)
    else '{}' end;
  perform set_config('app.actor_id', user_id::text, true), set_config('app.actor', username, true),
          set_config('app.home_organization_id', organization_id::text, true), set_config('app.reach', reach::text, true),
          set_config('app.session_id', '', true), set_config('app.sees_all', case when role = 'superuser' then 'on' else '' end, true),
          app.set_context(context);
  return next;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.enter_job FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.enter_job TO securesphere_app;
