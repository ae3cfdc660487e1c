-- Whose intelligence workspace the actor works in: the home of an analyst. Asked of the row, so that it holds of this moment.
CREATE FUNCTION app.agency() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ select organization_id from users where id = app.actor_id() and role = 'analyst' and is_active $$;
--> statement-breakpoint
-- The cases into which the actor may look now. Belonging to one is said by a row, never by a role. Written in plpgsql, which
-- does not ask for the table before it is first called.
CREATE FUNCTION app.case_reach() RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  return (select coalesce(array_agg(l.case_id), '{}') from user_case_links l
           where l.user_id = app.actor_id() and l.organization_id = app.agency());
end $$;
--> statement-breakpoint
-- Whether the actor opened this case just now: nobody belongs to it yet.
CREATE FUNCTION app.opens_case(organization integer, opened integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  return organization = app.agency()
     and exists (select from cases c where c.organization_id = organization and c.id = opened and c.created_by = app.actor_id())
     and not exists (select from user_case_links l where l.organization_id = organization and l.case_id = opened);
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.agency, app.case_reach, app.opens_case FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.agency, app.case_reach, app.opens_case TO securesphere_app;
--> statement-breakpoint
-- For tables that machines fill from what was supplied, which is kept: the values they work out leave no entry, what people
-- decide does (`decided`, a condition on old and new), and so does every row that goes.
CREATE PROCEDURE app.protect_in_part(target regclass, privileges text, reason text, decided text, secrets text DEFAULT '',
                                     skipped text DEFAULT '', inserts boolean DEFAULT false) LANGUAGE plpgsql
AS $$
begin
  call app.force_policies(target, privileges);
  execute format('create trigger audit after %s delete on %s for each row execute function app.audit(%L, %L)',
                 case when inserts then 'insert or' else '' end, target, secrets, skipped);
  execute format('create trigger audit_update after update on %s for each row when (%s) execute function app.audit(%L, %L)',
                 target, decided, secrets, skipped);
  execute format('alter table %s enable always trigger audit, enable always trigger audit_update', target);
  execute format('comment on table %s is %L', target, 'audited in part: ' || reason);
end $$;
