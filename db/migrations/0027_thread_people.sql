DROP INDEX "lead_comments_author_id_idx";--> statement-breakpoint
CREATE INDEX "lead_comments_people_idx" ON "lead_comments" USING btree ("organization_id","author_id");--> statement-breakpoint
CREATE INDEX "lead_comments_author_id_idx" ON "lead_comments" USING btree ("author_id");--> statement-breakpoint
-- The people outside the tenant who may be named: assigned to it as its leads, or authors in one of its threads. One look into
-- the index for each, however long the threads are.
CREATE FUNCTION app.thread_people() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  with recursive authors (organization_id, author_id) as (
    select o, (select min(c.author_id) from lead_comments c where c.organization_id = o) from unnest(app.reach()) o
    union all
    select a.organization_id, (select min(c.author_id) from lead_comments c
      where c.organization_id = a.organization_id and c.author_id > a.author_id)
    from authors a where a.author_id is not null)
  select coalesce(array_agg(person), '{}') from (
    select author_id from authors where author_id is not null
    union select lead_id from assignments where organization_id = any (app.reach())) people (person)
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION app.thread_people FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.thread_people TO securesphere_app;--> statement-breakpoint
ALTER POLICY "tenant_read" ON "users" TO securesphere_app USING ((select app.sees_all()) or id = (select app.actor_id()) or organization_id = any ((select app.reach())::integer[]) or id = any ((select app.thread_people())::integer[]));--> statement-breakpoint
DROP FUNCTION app.shares_thread(integer);
