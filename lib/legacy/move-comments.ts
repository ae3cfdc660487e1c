import { insertComments, type CommentRow } from "@/db/queries/legacy/comments";
import { keepIds } from "./keep-ids";
import type { Move, People } from "./move";
import type { Products } from "./move-products";
import type { MovedResponse } from "./move-responses";
import type { LegacyComment } from "./read-comment";
import { mayJudge } from "./verdicts";

const TABLE = "lead_comments";

/** Where a comment stands here: in the thread of a response, or of a product. */
interface Thread {
  organizationId: number;
  productId: number;
  response: MovedResponse | undefined;
}

/** Moves comments in, in their threads. One whose answer is gone goes to its product's thread. */
export async function moveComments(
  move: Move,
  comments: readonly LegacyComment[],
  people: People,
  products: Products,
  responses: ReadonlyMap<number, MovedResponse>,
): Promise<void> {
  const { tx, report, ledger, now } = move;
  const ids = new Map<number, number>();
  const threads = new Map<number, Thread>();
  const fresh: LegacyComment[] = [];
  for (const comment of comments) {
    const thread = threadOf(comment, products, responses);
    const known = ledger.find(TABLE, comment.key);
    if (thread) threads.set(comment.id, thread);
    if (known) {
      report.know(TABLE);
      if (known.content !== comment.content)
        report.leave(TABLE, "changed there since it moved in; kept as it is here", comment.id);
      if (known.recordId !== null) ids.set(comment.id, known.recordId);
      continue;
    }
    const reason = whyLeft(comment, thread, people);
    if (reason) report.leave(TABLE, reason, comment.id);
    else fresh.push(comment);
  }
  const kept = await keepIds(
    tx,
    report,
    TABLE,
    fresh.map(({ id }) => id),
  );
  const parents = parentsOf(fresh);
  const rows = new Map<number, CommentRow>();
  for (const comment of parents.ordered) {
    const thread = threads.get(comment.id)!;
    const id = kept.get(comment.id)!;
    ids.set(comment.id, id);
    rows.set(comment.id, {
      ...said(comment, thread, people),
      id,
      organization_id: thread.organizationId,
      product_id: thread.productId,
      response_id: thread.response?.id ?? null,
      author_id: people.get(comment.authorId!)!.id,
      parent_comment_id: parentOf(comment, threads, ids, parents.inCircles),
      created_at: (comment.createdAt ?? new Date(now)).toISOString(),
    });
    comment.row.tell(report);
    report.take(TABLE);
    ledger.add(TABLE, comment.key, comment.content, id);
  }
  await insertComments(tx, [...rows.values()]);
}

function threadOf(
  { responseId, productId }: LegacyComment,
  products: Products,
  responses: ReadonlyMap<number, MovedResponse>,
): Thread | undefined {
  const response = responseId === undefined ? undefined : responses.get(responseId);
  if (response) return { organizationId: response.organizationId, productId: response.productId, response };
  const product = productId === undefined ? undefined : products.get(productId);
  return product && { organizationId: product.organizationId, productId: product.id, response: undefined };
}

function whyLeft({ authorId, comment, verdict }: LegacyComment, thread: Thread | undefined, people: People) {
  if (!thread) return "neither its answer nor its product moved in";
  if (authorId === undefined || !people.has(authorId)) return "its author was left, or is not in the file";
  return comment === "" && !verdict ? "it is empty" : undefined;
}

/** What a comment says: a verdict is one only by a lead, and on an answer that moved in with it. */
function said(comment: LegacyComment, { response }: Thread, people: People) {
  const { verdict, row } = comment;
  const none = { status: null, response_version: null };
  if (verdict && response?.isNew && mayJudge(people, comment.authorId)) {
    // A verdict that sends back says why; there, it need not.
    const text = comment.comment || (verdict === "approved" ? "" : "(without a word)");
    return { comment: text, status: verdict, response_version: response.version };
  }
  if (!response && comment.responseId !== undefined)
    row.complain("its answer is gone: it stands in its product's thread", `answer ${comment.responseId}`);
  if (!verdict) return { comment: comment.comment, ...none };
  if (response && !response.isNew)
    row.complain("a verdict on an answer that moved in earlier: it is a message", verdict);
  else if (response) row.complain("a verdict by someone who is no lead: it is a message", verdict);
  const words = { approved: "Approved", needs_revision: "Needs revision", rejected: "Rejected" }[verdict];
  return { comment: `[${words}] ${comment.comment}`.trim(), ...none };
}

/** The comment it answers, if that stands in the same thread. */
function parentOf(
  { id, parentId, row }: LegacyComment,
  threads: ReadonlyMap<number, Thread>,
  ids: ReadonlyMap<number, number>,
  inCircles: ReadonlySet<number>,
): number | null {
  if (parentId === undefined) return null;
  const [own, other] = [threads.get(id), threads.get(parentId)];
  const isSame = other && own && other.productId === own.productId && other.response?.id === own.response?.id;
  const parent = isSame && !inCircles.has(id) ? ids.get(parentId) : undefined;
  if (parent === undefined)
    row.complain("what it answers did not move in, or stands elsewhere: it begins a thread", `comment ${parentId}`);
  return parent ?? null;
}

/** Comments such that those answered come first. Those that answer one another in a circle cannot. */
function parentsOf(comments: readonly LegacyComment[]) {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const ordered: LegacyComment[] = [];
  const state = new Map<number, "open" | "done">();
  const inCircles = new Set<number>();
  for (const start of comments) {
    const path: LegacyComment[] = [];
    let at: LegacyComment | undefined = start;
    while (at && !state.has(at.id)) {
      state.set(at.id, "open");
      path.push(at);
      at = at.parentId === undefined ? undefined : byId.get(at.parentId);
    }
    if (at && state.get(at.id) === "open") inCircles.add(at.id);
    for (const comment of path.reverse()) {
      state.set(comment.id, "done");
      ordered.push(comment);
    }
  }
  return { ordered, inCircles };
}
