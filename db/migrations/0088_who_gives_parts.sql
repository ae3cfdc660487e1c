-- Whether the actor says who works on a case: who manages it, or a superuser where nobody does any more; and what moves cases in.
CREATE FUNCTION app.gives_parts(organization integer, of_case integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if app.sees_all() then
    return app.actor_id() is null
      or not exists (select from user_case_links l join users u on u.id = l.user_id and u.is_active and u.role = 'analyst'
                      where l.organization_id = organization and l.case_id = of_case and l.can_manage);
  end if;
  return exists (select from user_case_links l where l.organization_id = organization and l.case_id = of_case
                    and l.user_id = app.actor_id() and l.can_manage);
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.gives_parts FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.gives_parts TO securesphere_app;
