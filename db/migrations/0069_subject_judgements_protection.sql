CALL app.protect('subject_judgements', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('subject_flags', 'select, insert');
--> statement-breakpoint
-- The accounts that go by one of these handles (in lower case). A function, since policies let no condition on lower(…) reach
-- an index; it says the policy itself.
CREATE FUNCTION app.accounts_by_handle(organization integer, handles text[]) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 5
AS $$
  select s.id from subjects s
   where (app.sees_all() or organization = app.agency())
     and s.organization_id = organization and lower(s.username) = any (handles)
   order by s.id limit 50
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.accounts_by_handle FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.accounts_by_handle TO securesphere_app;
