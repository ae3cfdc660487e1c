-- The cases into which the actor may look now: those it belongs to, and for a superuser those whose glass was broken for it and is
-- not whole again. Asked anew by each statement, so that a look ends where it stands.
CREATE OR REPLACE FUNCTION app.case_reach() RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if app.sees_all() then
    return (select coalesce(array_agg(g.case_id), '{}') from break_glass_grants g
             where g.requested_by = app.actor_id() and g.is_granted and g.ended_at is null and g.expires_at > clock_timestamp());
  end if;
  return (select coalesce(array_agg(l.case_id), '{}') from user_case_links l
           where l.user_id = app.actor_id() and l.organization_id = app.agency());
end $$;
--> statement-breakpoint
-- Who asked to look into the actor's cases, who let them, and who ended it: those in a case may know their names.
CREATE FUNCTION app.glass_people() RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if app.agency() is null then return '{}'; end if;
  return (select coalesce(array_agg(distinct p), '{}') from break_glass_grants g
            cross join unnest(array[g.requested_by, g.decided_by, g.ended_by]) p
           where p is not null and g.case_id = any (app.case_reach()));
end $$;
--> statement-breakpoint
-- The next number of an agency's cases of this year. Whoever asks holds the turn until the end of the transaction, so that a
-- number is given once and none is left out.
CREATE FUNCTION app.next_case_number(organization integer) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  year text := to_char(now() at time zone 'utc', 'YYYY');
  last integer;
begin
  if organization is distinct from app.agency() and (app.actor_id() is not null or not app.sees_all()) then
    raise exception 'cases are numbered by those of the agency' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('cases:' || organization, 0));
  select max(substring(c.number from '^C-\d{4}-(\d{4,9})$')::integer) into last from cases c
   where c.organization_id = organization and c.number like 'C-' || year || '-%';
  return 'C-' || year || '-' || lpad((coalesce(last, 0) + 1)::text, greatest(4, length((coalesce(last, 0) + 1)::text)), '0');
end $$;
--> statement-breakpoint
-- How much is in cases of the register that the actor sees, and never what.
CREATE FUNCTION app.case_counts(wanted integer[])
RETURNS TABLE (case_id integer, members integer, managers integer, open_tasks integer, content integer, subjects integer, identifiers integer,
               exhibits integer, open_transfers integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  return query
    select c.id,
      (select count(*)::integer from user_case_links l where l.organization_id = c.organization_id and l.case_id = c.id),
      (select count(*)::integer from user_case_links l join users u on u.id = l.user_id and u.is_active and u.role = 'analyst'
        where l.organization_id = c.organization_id and l.case_id = c.id and l.can_manage),
      (select count(*)::integer from case_tasks t where t.organization_id = c.organization_id and t.case_id = c.id and t.done_at is null),
      (select count(*)::integer from content_case_links l where l.organization_id = c.organization_id and l.case_id = c.id),
      (select count(*)::integer from subject_case_links l where l.organization_id = c.organization_id and l.case_id = c.id),
      (select count(*)::integer from identifier_case_links l where l.organization_id = c.organization_id and l.case_id = c.id),
      (select count(*)::integer from exhibits x where x.organization_id = c.organization_id and x.case_id = c.id),
      (select count(*)::integer from exhibits x where x.organization_id = c.organization_id and x.case_id = c.id and x.state = 'in_transfer')
    from cases c where c.id = any (wanted) and (app.sees_all() or c.id = any (app.case_reach()));
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.glass_people, app.next_case_number, app.case_counts FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.glass_people, app.next_case_number, app.case_counts TO securesphere_app;
