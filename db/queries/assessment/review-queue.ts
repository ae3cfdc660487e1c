import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

/** Which of the submitted responses within reach are meant. */
export interface QueueFilter {
  organizationId: number | null;
  productId: number | null;
  section: string | null;
}

/** A place in the queue: when it was submitted, and its id. */
export interface QueuePlace {
  submittedAt: Date | string;
  id: number;
}

export interface QueueRow {
  id: number;
  question_id: number | null;
  question: string;
  section: string;
  dimension: string;
  product_id: number;
  product: string;
  organization_id: number;
  organization: string;
  answered_by: string;
  submitted_at: Date;
  version: number;
  maturity_score: number | null;
  not_applicable: boolean;
  evidence_count: number;
  /** It was judged before and has come back. */
  again: boolean;
}

// One ordered walk of the queue's index per organization within reach, so that the cost is that of the page, not of what
// waits. The coalesce keeps the planner from reckoning that one person, who gave all the answers, leaves no row to walk to.
// $1 organization, $2 product, $3 section, $4–5 place, $6 limit
const walk = (compare: "<" | ">") => {
  const order = compare === ">" ? "" : " desc";
  return `select w.* from organizations o cross join lateral (
      select r.* from questionnaire_responses r
      join products p on p.organization_id = r.organization_id and p.id = r.product_id and p.archived_at is null and not p.round_closed
      where r.organization_id = o.id and r.status = 'submitted' and r.asked
        and ($2::integer is null or r.product_id = $2) and ($3::text is null or r.section = $3)
        and ($4::timestamptz is null or (r.submitted_at, r.id) ${compare} ($4, $5::integer))
        and coalesce(r.answered_by <> (select app.actor_id()), true)
      order by r.submitted_at${order}, r.id${order} limit $6) w
    where $1::integer is null or o.id = $1
    order by w.submitted_at${order}, w.id${order} limit $6`;
};

const pageStatement = {
  name: "review_queue_page",
  text: `select r.id, r.question_id, r.question, r.section, r.dimension, r.product_id, p.name as product, r.organization_id,
      o.name as organization, ${personName("u")} as answered_by,
      r.submitted_at, r.version, r.maturity_score, r.not_applicable, r.reviewed_at is not null as again,
      (select count(*) from response_evidence l where l.organization_id = r.organization_id and l.response_id = r.id) as evidence_count
    from (${walk(">")}) r
    join products p on p.organization_id = r.organization_id and p.id = r.product_id
    join organizations o on o.id = r.organization_id
    left join users u on u.id = r.answered_by
    order by r.submitted_at, r.id`,
};

const filterValues = (filter: QueueFilter) => [filter.organizationId, filter.productId, filter.section];
const placeValues = (place: QueuePlace | null) => [place?.submittedAt ?? null, place?.id ?? null];

/** Submitted responses within reach that the actor did not answer itself, the longest waiting first. */
export async function listQueue(
  tx: Tx,
  filter: QueueFilter,
  after: QueuePlace | null,
  limit: number,
): Promise<QueueRow[]> {
  return tx.send<QueueRow>(pageStatement, [...filterValues(filter), ...placeValues(after), limit]);
}

const neighbour = (name: string, compare: "<" | ">") => ({
  name,
  text: `select id from (${walk(compare)}) r`,
});
const nextStatement = neighbour("review_queue_next", ">");
const previousStatement = neighbour("review_queue_previous", "<");

/** The responses before and after a place in the queue, and its first. Ids, null where there is none. */
export async function findNeighbours(tx: Tx, filter: QueueFilter, place: QueuePlace | null) {
  const one = async (statement: typeof nextStatement, at: QueuePlace | null) =>
    (await tx.send<{ id: number }>(statement, [...filterValues(filter), ...placeValues(at), 1]))[0]?.id ?? null;
  const [first, next, previous] = await Promise.all([
    one(nextStatement, null),
    place ? one(nextStatement, place) : null,
    place ? one(previousStatement, place) : null,
  ]);
  return { first, next, previous };
}

/** How many responses of a product wait. */
export interface WaitingProductRow {
  product_id: number;
  product: string;
  organization_id: number;
  organization: string;
  waiting: number;
}

const productsStatement = {
  name: "review_queue_products",
  text: `select p.id as product_id, p.name as product, o.id as organization_id, o.name as organization, sum(s.submitted) as waiting
    from answer_sets s
    join products p on p.organization_id = s.organization_id and p.id = s.product_id and p.archived_at is null and not p.round_closed
    join organizations o on o.id = s.organization_id
    where s.submitted > 0
    group by p.id, p.name, o.id, o.name order by o.name, p.name`,
};

/** Products within reach with something to review, from the kept counts. */
export async function listWaitingProducts(tx: Tx): Promise<WaitingProductRow[]> {
  return tx.send<WaitingProductRow>(productsStatement, []);
}

const sectionsStatement = {
  name: "review_queue_sections",
  text: `select s.title from sections s where s.version_id in (
      select p.questionnaire_version_id from products p where p.id = any ($1::integer[]))
    group by s.title order by min(s.position), s.title`,
};

/** Section titles of these products' questionnaires, in their order. */
export async function listSectionTitles(tx: Tx, productIds: number[]): Promise<string[]> {
  return (await tx.send<{ title: string }>(sectionsStatement, [productIds])).map(({ title }) => title);
}
