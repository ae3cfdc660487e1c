import type { Tx } from "@/db/client";

const findStatement = {
  name: "find_thread_read",
  text: `select last_comment_id from thread_reads
    where user_id = (select app.actor_id()) and product_id = $1 and response_id = $2`,
};

/** Up to which message the actor has read a thread; 0 for none. `responseId` null is the product's own. */
export async function findThreadRead(tx: Tx, productId: number, responseId: number | null): Promise<number> {
  const [row] = await tx.send<{ last_comment_id: number }>(findStatement, [productId, responseId ?? 0]);
  return row?.last_comment_id ?? 0;
}

const markStatement = {
  name: "mark_thread_read",
  text: `insert into thread_reads (user_id, product_id, response_id, last_comment_id)
    values ((select app.actor_id()), $1, $2, $3)
    on conflict (user_id, product_id, response_id) do update
      set last_comment_id = greatest(thread_reads.last_comment_id, excluded.last_comment_id), read_at = now()
      where thread_reads.last_comment_id < excluded.last_comment_id`,
};

/** Notes that the actor has read a thread up to a message; never takes it back. */
export async function markThread(
  tx: Tx,
  productId: number,
  responseId: number | null,
  lastCommentId: number,
): Promise<void> {
  await tx.send(markStatement, [productId, responseId ?? 0, lastCommentId]);
}

/** How many messages a thread has, and how many of them the actor has not read. `response_id` 0 is the product's own. */
export interface ThreadCountRow {
  response_id: number;
  comments: number;
  unread: number;
}

const countStatement = {
  name: "count_threads",
  text: `select coalesce(c.response_id, 0) as response_id, count(*) as comments,
      count(*) filter (where c.author_id <> (select app.actor_id()) and c.id > coalesce(t.last_comment_id, 0)) as unread
    from lead_comments c
    left join thread_reads t on t.user_id = (select app.actor_id()) and t.product_id = c.product_id
      and t.response_id = coalesce(c.response_id, 0)
    where c.organization_id = $1 and c.product_id = $2
    group by 1`,
};

/** The threads of a product, counted. */
export async function countThreads(tx: Tx, organizationId: number, productId: number): Promise<ThreadCountRow[]> {
  return tx.send<ThreadCountRow>(countStatement, [organizationId, productId]);
}
