-- Rounds, and snapshots that hold answers: who writes them, and what nobody changes.
CALL app.protect('rounds', 'select, insert, update');
--> statement-breakpoint
-- A product begins with round 1, whatever door it comes through.
CREATE FUNCTION app.open_first_round() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  insert into rounds (organization_id, product_id, number, started_at, started_by)
    values (new.organization_id, new.id, new.round, new.created_at, app.actor_id());
  return null;
end $$;
--> statement-breakpoint
CREATE TRIGGER open_first_round AFTER INSERT ON products FOR EACH ROW EXECUTE FUNCTION app.open_first_round();
--> statement-breakpoint
SELECT app.enter_system('system:migrate', '{}');
--> statement-breakpoint
INSERT INTO rounds (organization_id, product_id, number, started_at) SELECT organization_id, id, 1, created_at FROM products;
--> statement-breakpoint
-- What a snapshot says, it says for ever. Its answer set may change hands, and takes its snapshots along.
CREATE FUNCTION app.refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'user_id' = to_jsonb(old) - 'user_id' then return new; end if;
  raise exception '% of snapshots refused: what they say stays', tg_op using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON snapshots FOR EACH ROW EXECUTE FUNCTION app.refuse_snapshot_change();
--> statement-breakpoint
-- The revisions that snapshots point to never change, either.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON response_revisions FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
-- The trail has every revision already: of a snapshot it keeps the scores and the hash, not a thousand references again.
DROP TRIGGER audit ON snapshots;
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON snapshots FOR EACH ROW EXECUTE FUNCTION app.audit('', 'answers');
--> statement-breakpoint
ALTER TABLE snapshots ENABLE ALWAYS TRIGGER audit;
--> statement-breakpoint
-- In which quarter of the other organizations a product stands (1 the lowest, 4 the highest), overall ('' and '') and by
-- dimension. It looks beyond the caller's reach, so what it says must not let anyone work out a single organization's figure:
--   * It takes a product of the caller's reach, never a score: to probe, one would have to hand in other answers each time,
--     and both sides count only as their last snapshot has them, so a probe is a submission that the trail shows.
--   * The asked organization's own products are no part of the comparison. Adding, removing or changing products of one's
--     own changes nobody's figure but one's own, so there is nothing to take differences of.
--   * Each other organization counts once, with the mean of its products, rounded to half a level. One that adds many
--     products pulls no more weight than one with a single product.
--   * Nothing is said with fewer than three other organizations or fewer than five products in all.
--   * What is said is a quarter and a band of how many, never a rank, a score or a count.
--   * Products that are answered by less than half, and archived ones, do not count.
CREATE FUNCTION app.standing_among_others(asked_product integer)
RETURNS TABLE (section text, dimension text, quarter integer, organizations text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  home integer;
  framework integer;
begin
  select p.organization_id, v.questionnaire_id into home, framework
    from products p join questionnaire_versions v on v.id = p.questionnaire_version_id
   where p.id = asked_product and p.archived_at is null and (app.sees_all() or p.organization_id = any (app.reach()));
  if not found then return; end if;
  return query
    with latest as materialized (
      select p.id, p.organization_id, s.overall_score, s.scores
        from questionnaire_versions v
        join products p on p.questionnaire_version_id = v.id and p.archived_at is null
        cross join lateral (select t.overall_score, t.scores, t.coverage from snapshots t
          where t.organization_id = p.organization_id and t.product_id = p.id and t.user_id = p.owner_id
          order by t.taken_at desc, t.id desc limit 1) s
       where v.questionnaire_id = framework and s.coverage >= 0.5 and (p.id = asked_product or p.organization_id <> home)),
    figures as (
      select l.id, l.organization_id, '' as section, '' as dimension, l.overall_score::double precision as score from latest l
      union all
      select l.id, l.organization_id, e ->> 'section', e ->> 'dimension', (e ->> 'average')::double precision
        from latest l cross join lateral jsonb_array_elements(l.scores) e where e ->> 'average' is not null),
    others as (
      select f.section, f.dimension, f.organization_id, round((avg(f.score) * 2)::numeric) as halves, count(*) as products
        from figures f where f.organization_id <> home group by f.section, f.dimension, f.organization_id),
    own as (select f.section, f.dimension, round((f.score * 2)::numeric) as halves from figures f where f.id = asked_product)
    select o.section, o.dimension,
        least(4, floor(4 * (count(*) filter (where x.halves < o.halves) + count(*) filter (where x.halves = o.halves) / 2.0)
          / count(*))::integer + 1),
        case when count(*) < 10 then '3 to 9' when count(*) < 25 then '10 to 24' else '25 or more' end
      from own o join others x on x.section = o.section and x.dimension = o.dimension
     group by o.section, o.dimension
    having count(*) >= 3 and sum(x.products) + 1 >= 5;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.standing_among_others FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.standing_among_others TO securesphere_app;
