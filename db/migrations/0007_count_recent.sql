-- How many entries the trail gained since a moment, for whoever sees all: counted alone, without their days, in half the time.
CREATE FUNCTION app.count_recent(since timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  if not app.sees_all() then return 0; end if;
  return (select count(*) from audit_log a where a.timestamp >= since and a.timestamp < now() + interval '1 day');
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.count_recent FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.count_recent TO securesphere_app;
