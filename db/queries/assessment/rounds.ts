import type { Tx } from "@/db/client";
import { carryOver } from "./carry-over";

/** A product whose round is to be closed or begun; its row and its answer sets are locked until the transaction ends. */
export interface RoundProductRow {
  id: number;
  organization_id: number;
  organization: string;
  name: string;
  owner_id: number;
  is_member: boolean;
  archived: boolean;
  round: number;
  round_closed: boolean;
  /** Of the product's own answer set. */
  answered: number;
  waiting: number;
}

// Not `for update`: who judges holds an answer set and then refers to the product, which must not wait for us.
const lockProductStatement = {
  name: "lock_product_round",
  text: `select id from products where id = $1 for no key update`,
};
const lockSetsStatement = {
  name: "lock_answer_sets_of_product",
  text: "select id from answer_sets where product_id = $1 order by id for update",
};
const productStatement = {
  name: "find_round_product",
  text: `select p.id, p.organization_id, o.name as organization, p.name, p.owner_id, p.archived_at is not null as archived,
      exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())) as is_member,
      p.round, p.round_closed, (case when s.id is null then 0 else s.answered + s.not_applicable end)::integer as answered,
      (select case when count(*) = 0 then 0 else sum(t.submitted) end from answer_sets t where t.product_id = p.id)::integer as waiting
    from products p join organizations o on o.id = p.organization_id
    left join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id where p.id = $1`,
};

/** The product, locked against saves, verdicts and other changes of its round. */
export async function lockRound(tx: Tx, productId: number): Promise<RoundProductRow | undefined> {
  // Sent together: what the first two wait for, the third sees.
  const [, , [row]] = await Promise.all([
    tx.send(lockProductStatement, [productId]),
    tx.send(lockSetsStatement, [productId]),
    tx.send<RoundProductRow>(productStatement, [productId]),
  ]);
  return row;
}

/** The same without a lock, for screens and lists. */
export async function findRoundProduct(tx: Tx, productId: number): Promise<RoundProductRow | undefined> {
  return (await tx.send<RoundProductRow>(productStatement, [productId]))[0];
}

/** A round with the snapshot that closed it. Scores are 0–5, coverage is 0–1. */
export interface RoundRow {
  number: number;
  name: string;
  started_at: Date;
  started_by: string | null;
  closed_at: Date | null;
  closed_by: string | null;
  snapshot_id: number | null;
  overall_score: number | null;
  validated_score: number | null;
  coverage: number | null;
  /** When the answers of its other snapshots left the database for a file. */
  archived_at: Date | null;
}

const nameOf = (user: string) =>
  `coalesce(nullif(trim(${user}.first_name || ' ' || ${user}.last_name), ''), ${user}.username)`;

const listStatement = {
  name: "list_rounds",
  text: `select r.number, r.name, r.started_at, ${nameOf("b")} as started_by, r.closed_at, ${nameOf("c")} as closed_by,
      s.id as snapshot_id, s.overall_score, s.validated_score, s.coverage, a.archived_at
    from products p
    join rounds r on r.organization_id = p.organization_id and r.product_id = p.id
    left join users b on b.id = r.started_by left join users c on c.id = r.closed_by
    left join round_archives a on a.organization_id = r.organization_id and a.product_id = r.product_id and a.round = r.number
      and a.restored_at is null
    left join lateral (select s.id, s.overall_score, s.validated_score, s.coverage from snapshots s
      where s.organization_id = p.organization_id and s.product_id = p.id and s.user_id = p.owner_id and s.round = r.number
        and s.cause = 'close' order by s.taken_at desc, s.id desc limit 1) s on true
    where p.id = $1 and ($2::integer is null or r.number < $2) order by r.number desc limit $3`,
};

/** The rounds of a product, the newest first. */
export async function listRoundRows(
  tx: Tx,
  productId: number,
  before: number | null,
  limit: number,
): Promise<RoundRow[]> {
  return tx.send<RoundRow>(listStatement, [productId, before, limit]);
}

const closeStatement = {
  name: "close_round",
  text: `with closed as (
      update rounds set closed_at = now(), closed_by = (select app.actor_id())
      where organization_id = $1 and product_id = $2 and number = $3 and closed_at is null returning closed_at),
    sets as (update answer_sets set closed = true where product_id = $2),
    product as (update products set round_closed = true where id = $2)
    select closed_at from closed`,
};

/** Closes a product's round, all its answer sets with it. The product must be locked. */
export async function closeRoundRow(tx: Tx, product: { organizationId: number; id: number; round: number }) {
  await tx.send(closeStatement, [product.organizationId, product.id, product.round]);
}

// $1 organization, $2 product, $3 number, $4 name
const startStatement = {
  name: "start_round",
  text: `with ${carryOver},
    begun as (
      insert into rounds (organization_id, product_id, number, name, started_by)
      values ($1, $2, $3, $4, (select app.actor_id())) returning number),
    product as (update products set round = $3, round_closed = false where id = $2)
    select (select count(*) from carried) as carried from begun`,
};

/** Begins a product's next round over the answers there are. The product must be locked. Says how many were reset. */
export async function startRoundRow(
  tx: Tx,
  round: { organizationId: number; productId: number; number: number; name: string },
): Promise<{ carried: number }> {
  const values = [round.organizationId, round.productId, round.number, round.name];
  return (await tx.send<{ carried: number }>(startStatement, values))[0]!;
}
