import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ReviewStatus } from "@/db/schema/assessment/lead-comments";
import type { Role } from "@/db/schema/identity/users";

/** A product, as far as its threads need to know it. */
export interface ThreadProductRow {
  id: number;
  organization_id: number;
  name: string;
  questionnaire_version_id: number;
}

const productStatement = {
  name: "find_thread_product",
  text: "select id, organization_id, name, questionnaire_version_id from products where id = $1",
};

export async function findThreadProduct(tx: Tx, productId: number): Promise<ThreadProductRow | undefined> {
  return (await tx.send<ThreadProductRow>(productStatement, [productId]))[0];
}

/** A message of a thread. Without `status` it is a comment. */
export interface CommentRow {
  id: number;
  product_id: number;
  response_id: number | null;
  parent_comment_id: number | null;
  author_id: number;
  author: string;
  author_role: Role | null;
  comment: string;
  status: ReviewStatus | null;
  response_version: number | null;
  created_at: Date;
}

const columns = `c.id, c.product_id, c.response_id, c.parent_comment_id, c.author_id, c.comment, c.status, c.response_version, c.created_at,
  ${personName("u")} as author, u.role as author_role`;

const findStatement = {
  name: "find_comment",
  text: `select ${columns} from lead_comments c left join users u on u.id = c.author_id where c.id = $1`,
};

export async function findComment(tx: Tx, commentId: number): Promise<CommentRow | undefined> {
  return (await tx.send<CommentRow>(findStatement, [commentId]))[0];
}

const newestStatement = {
  name: "find_newest_beside",
  text: `select max(id) as id from lead_comments where (organization_id, response_id) =
      (select organization_id, response_id from lead_comments where id = $1)`,
};

/** The newest message in the response's thread that this message is in. */
export async function findNewestBeside(tx: Tx, commentId: number): Promise<number | null> {
  return (await tx.send<{ id: number | null }>(newestStatement, [commentId]))[0]!.id;
}

const insertStatement = {
  name: "insert_comment",
  text: `insert into lead_comments (organization_id, product_id, response_id, author_id, parent_comment_id, comment, response_version)
    values ($1, $2, $3, $4, $5, $6, $7) returning id, created_at`,
};

export interface NewComment {
  organizationId: number;
  productId: number;
  responseId: number | null;
  authorId: number;
  parentCommentId: number | null;
  comment: string;
  /** The version of the response it is about. */
  responseVersion: number | null;
}

export async function insertComment(tx: Tx, c: NewComment): Promise<{ id: number; created_at: Date }> {
  const values = [
    c.organizationId,
    c.productId,
    c.responseId,
    c.authorId,
    c.parentCommentId,
    c.comment,
    c.responseVersion,
  ];
  return (await tx.send<{ id: number; created_at: Date }>(insertStatement, values))[0]!;
}

/** Who is named in a message, by what stands in it. A name that the actor may not know stays what was written. */
interface MentionRow {
  user_id: number;
  handle: string;
  name: string | null;
}

const mentions = `(select coalesce(json_agg(json_build_object('user_id', m.user_id, 'handle', m.handle,
    'name', coalesce(nullif(trim(p.first_name || ' ' || p.last_name), ''), p.username))), '[]')
  from comment_mentions m left join users p on p.id = m.user_id
  where m.organization_id = c.organization_id and m.product_id = c.product_id and m.comment_id = c.id) as mentions`;

export type ThreadCommentRow = CommentRow & { mentions: MentionRow[] };

const threadStatement = {
  name: "list_response_thread",
  text: `select * from (select ${columns}, ${mentions} from lead_comments c left join users u on u.id = c.author_id
      where c.organization_id = $1 and c.response_id = $2 order by c.id desc limit $3) newest order by id`,
};
const productThreadStatement = {
  name: "list_product_thread",
  text: `select * from (select ${columns}, ${mentions} from lead_comments c left join users u on u.id = c.author_id
      where c.organization_id = $1 and c.product_id = $2 and c.response_id is null order by c.id desc limit $3) newest order by id`,
};

/** The newest `limit` messages of a response's thread, or of the product's own, oldest first. */
export async function listThread(
  tx: Tx,
  thread: { organizationId: number; productId: number; responseId: number | null; limit: number },
): Promise<ThreadCommentRow[]> {
  return thread.responseId === null
    ? tx.send<ThreadCommentRow>(productThreadStatement, [thread.organizationId, thread.productId, thread.limit])
    : tx.send<ThreadCommentRow>(threadStatement, [thread.organizationId, thread.responseId, thread.limit]);
}

/** A message with the question it is about. */
export interface CommunicationRow extends CommentRow {
  question_id: number | null;
  question: string | null;
  section: string | null;
}

const communicationsStatement = {
  name: "list_product_communications",
  text: `select ${columns}, case when r.dropped_at is null then r.question_id end as question_id, r.question, r.section from lead_comments c
      left join users u on u.id = c.author_id
      left join questionnaire_responses r on r.organization_id = c.organization_id and r.id = c.response_id
    where c.organization_id = $1 and c.product_id = $2 and ($3::integer is null or c.id < $3)
    order by c.id desc limit $4`,
};

/** Every message about a product, newest first, before the one named. */
export async function listCommunications(
  tx: Tx,
  page: { organizationId: number; productId: number; beforeId: number | null; limit: number },
): Promise<CommunicationRow[]> {
  const values = [page.organizationId, page.productId, page.beforeId, page.limit];
  return tx.send<CommunicationRow>(communicationsStatement, values);
}
