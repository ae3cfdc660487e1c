import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import { askedCount } from "./asked-count";
import { overallScores } from "./overall-score";
import { productRows, type ProductRow } from "./products";

/** A product on a client's home: `mine` when the actor writes into it; its trend, oldest first. */
export interface HomeProductRow extends ProductRow {
  mine: boolean;
  trend: { taken_at: string; overall_score: number }[];
}

const mine = `(p.owner_id = (select app.actor_id()) or exists (
  select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())))`;

const productsStatement = {
  name: "list_home_products",
  text: `select ${productRows.columns}, ${mine} as mine,
      (select coalesce(json_agg(d order by d.taken_at), '[]') from (
        select distinct on (date_trunc('day', t.taken_at)) t.taken_at, t.overall_score from snapshots t
        where t.organization_id = p.organization_id and t.product_id = p.id and t.user_id = p.owner_id
        order by date_trunc('day', t.taken_at) desc, t.taken_at desc limit 12) d) as trend
    from ${productRows.tables} where p.archived_at is null
    order by ${mine} desc, coalesce(s.updated_at, p.created_at) desc, p.id desc limit $1`,
};

/** Products within reach, those the actor writes into first, then what was worked on last. */
export async function listHomeProducts(tx: Tx, limit: number): Promise<HomeProductRow[]> {
  return tx.send<HomeProductRow>(productsStatement, [limit]);
}

/** An organization as its lead sees it. `score` is the mean of its products' overall scores (0–5). */
export interface LedOrganizationRow {
  id: number;
  name: string;
  products: number;
  scored: number;
  score: number | null;
  answered: number;
  applicable: number;
  approved: number;
  waiting: number;
  waiting_since: Date | null;
}

const organizationsStatement = {
  name: "list_led_organizations",
  text: `with led as (select distinct a.organization_id from assignments a where a.lead_id = (select app.actor_id()))
    select o.id, o.name, coalesce(f.products, 0) as products, coalesce(f.scored, 0) as scored, f.score,
      coalesce(f.answered, 0) as answered, coalesce(f.applicable, 0) as applicable, coalesce(f.approved, 0) as approved,
      coalesce(f.waiting, 0)::integer as waiting,
      (select min(r.submitted_at) from questionnaire_responses r
        where r.organization_id = o.id and r.status = 'submitted' and r.asked) as waiting_since
    from led
    join organizations o on o.id = led.organization_id
    left join (
      select p.organization_id, count(*) as products, count(x.overall) as scored,
        floor(avg(x.overall) * 100 + 0.5 + 1e-9) / 100 as score, sum(coalesce(s.answered, 0)) as answered,
        sum(${askedCount} - coalesce(s.not_applicable, 0)) as applicable,
        sum(coalesce(s.approved - s.approved_not_applicable, 0)) as approved, sum(coalesce(w.waiting, 0)) as waiting
      from products p
      join questionnaire_versions v on v.id = p.questionnaire_version_id
      left join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id
      left join (select product_id, sum(submitted) as waiting from answer_sets where not closed group by product_id) w on w.product_id = p.id
      left join ${overallScores("m.organization_id in (select organization_id from led)")} x
        on x.product_id = p.id and x.user_id = p.owner_id
      where p.archived_at is null and p.organization_id in (select organization_id from led)
      group by p.organization_id) f on f.organization_id = o.id
    order by waiting_since nulls last, o.name limit 200`,
};

/** The organizations assigned to the actor, those whose answers wait longest first. */
export async function listLedOrganizations(tx: Tx): Promise<LedOrganizationRow[]> {
  return tx.send<LedOrganizationRow>(organizationsStatement, []);
}

/** A product whose client has something to do and has not done anything for a while. */
export interface StalledRow {
  product_id: number;
  product: string;
  organization: string;
  owner: string;
  unanswered: number;
  returned: number;
  unsubmitted: number;
  last_activity: Date;
  /** Of all stalled products, how many. */
  total: number;
}

const stalledStatement = {
  name: "list_stalled_products",
  text: `select p.id as product_id, p.name as product, o.name as organization,
      ${personName("u")} as owner,
      greatest(0, ${askedCount} - coalesce(s.answered + s.not_applicable, 0)) as unanswered,
      coalesce(s.needs_revision + s.rejected, 0) as returned, coalesce(s.draft, 0) as unsubmitted,
      coalesce(s.updated_at, p.created_at) as last_activity, count(*) over () as total
    from products p
    join organizations o on o.id = p.organization_id
    join questionnaire_versions v on v.id = p.questionnaire_version_id
    left join users u on u.id = p.owner_id
    left join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id
    where p.archived_at is null and not p.round_closed and coalesce(s.updated_at, p.created_at) < now() - make_interval(days => $1)
      and (s.id is null or s.answered + s.not_applicable < ${askedCount} or s.needs_revision + s.rejected > 0 or s.draft > 0)
    order by last_activity, p.id limit $2`,
};

/** Products with open work at the client and no activity for so many days, the longest first. */
export async function listStalled(tx: Tx, days: number, limit: number): Promise<StalledRow[]> {
  return tx.send<StalledRow>(stalledStatement, [days, limit]);
}

export interface OwnReviewsRow {
  this_month: number;
  last_month: number;
  approved: number;
  needs_revision: number;
  rejected: number;
  /** Verdicts per day of this month, UTC; days without any are left out. */
  days: { date: string; count: number }[];
}

const reviewsStatement = {
  name: "count_own_reviews",
  text: `with verdicts as (
      select c.status, c.created_at from lead_comments c
      where c.author_id = (select app.actor_id()) and c.status in ('approved', 'needs_revision', 'rejected')
        and c.created_at >= date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - interval '1 month'
        and not exists (select from lead_comments w where w.organization_id = c.organization_id and w.product_id = c.product_id
          and w.parent_comment_id = c.id and w.status = 'withdrawn')),
    recent as (select * from verdicts where created_at >= date_trunc('month', now() at time zone 'UTC') at time zone 'UTC')
    select (select count(*) from recent) as this_month,
      (select count(*) from verdicts) - (select count(*) from recent) as last_month,
      (select count(*) from recent where status = 'approved') as approved,
      (select count(*) from recent where status = 'needs_revision') as needs_revision,
      (select count(*) from recent where status = 'rejected') as rejected,
      (select coalesce(json_agg(d order by d.date), '[]') from (
        select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as date, count(*) from recent group by 1) d) as days`,
};

/** The actor's verdicts of this month, withdrawn ones left out, and how many there were last month. */
export async function countOwnReviews(tx: Tx): Promise<OwnReviewsRow> {
  return (await tx.send<OwnReviewsRow>(reviewsStatement, []))[0]!;
}
