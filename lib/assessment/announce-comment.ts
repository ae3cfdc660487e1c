import { listThreadRecipients, type RecipientRow } from "@/db/queries/assessment/recipients";
import type { JudgedRow, ReviewedRow } from "@/db/queries/assessment/reviews";
import type { ThreadProductRow } from "@/db/queries/assessment/threads";
import type { ReviewStatus } from "@/db/schema/assessment/lead-comments";
import type { Actor } from "@/lib/kernel/actor";
import type { Context } from "@/lib/kernel/use-case";
import type { Tx } from "@/lib/kernel/database";
import { notify } from "@/lib/notify/notify";
import { productThreadPath, questionPath, reviewPath } from "./links";
import { loadQuestionnaire } from "./questionnaire";

const headings: Record<ReviewStatus | "comment", string> = {
  comment: "Comment",
  approved: "Approved",
  needs_revision: "Needs revision",
  rejected: "Rejected",
  reopened: "Reopened",
  withdrawn: "Verdict taken back",
};

type Person = Pick<RecipientRow, "id" | "role">;

interface Said {
  product: ThreadProductRow;
  response: ReviewedRow | undefined;
  verdict: ReviewStatus | undefined;
  comment: string;
  commentId: number;
  /** Whom it names; they are told whatever else concerns them. */
  mentioned?: readonly Person[];
}

/**
 * Tells whom a message concerns: the product's owner and members, who answered, who takes part in the thread and, of a
 * client's message, the leads; and whom it names. Nobody is told of one message twice. An approval without words waits for
 * the notice that the review is finished.
 */
export async function announceComment(context: Pick<Context<unknown>, "tx">, actor: Actor, said: Said): Promise<void> {
  const { product, response, verdict, comment, mentioned = [] } = said;
  if (verdict === "approved" && !comment) return;
  const recipients = await listThreadRecipients(context.tx, {
    organizationId: product.organization_id,
    productId: product.id,
    responseId: response?.id ?? null,
    leads: actor.role === "client",
  });
  const heading = headings[verdict ?? "comment"];
  const about = response?.question ?? product.name;
  const notice = {
    organizationId: product.organization_id,
    kind: verdict ? `response_${verdict}` : "comment_added",
    subject: `${heading}: ${about}`,
    detail: comment,
    key: `message:${said.commentId}`,
  };
  const clientPath = response ? await answerPath(context.tx, response, true) : productThreadPath(product.id);
  const otherPath = response ? reviewPath(response.id) : clientPath;
  const tell = async (people: readonly Person[], what: typeof notice) => {
    const { clients, others } = byRole(people);
    await notify(context.tx, actor, idsOf(clients), { ...what, link: clientPath });
    await notify(context.tx, actor, idsOf(others), { ...what, link: otherPath });
  };
  // A verdict says more than that one is named in it; a comment says less.
  const among = (people: readonly Person[], id: number) => people.some((person) => person.id === id);
  await tell(verdict ? recipients : recipients.filter(({ id }) => !among(mentioned, id)), notice);
  const named = verdict ? mentioned.filter(({ id }) => !among(recipients, id)) : mentioned;
  await tell(named, { ...notice, kind: "mention", subject: `${actor.name} mentioned you: ${about}` });
}

/** Tells those who answer that nothing of what they handed in waits any more. */
export async function announceFinishedReview(
  context: Pick<Context<unknown>, "tx">,
  actor: Actor,
  response: ReviewedRow,
  counts: JudgedRow,
): Promise<void> {
  const recipients = await listThreadRecipients(context.tx, {
    organizationId: response.organization_id,
    productId: response.product_id,
    responseId: response.id,
    leads: false,
  });
  const { clients } = byRole(recipients);
  const summary = summaryOf(counts);
  const cameBack = counts.needs_revision + counts.rejected;
  const path = cameBack > 0 ? "/to-do" : `/products/${response.product_id}/results`;
  await notify(context.tx, actor, idsOf(clients), {
    organizationId: response.organization_id,
    kind: "review_finished",
    subject: `Review finished: ${response.product}`,
    detail: summary,
    link: path,
    key: `review:${counts.id}`,
  });
}

function summaryOf({ approved, needs_revision, rejected }: JudgedRow): string {
  const parts = [
    approved > 0 && `${approved} approved`,
    needs_revision > 0 && `${needs_revision} to revise`,
    rejected > 0 && `${rejected} rejected`,
  ];
  return parts.filter(Boolean).join(", ") || "nothing came back";
}

/** Where clients find the question that a response answers. */
export async function answerPath(tx: Tx, response: ReviewedRow, thread: boolean): Promise<string> {
  const questionnaire = await loadQuestionnaire(tx, response.questionnaire_version_id);
  const question = response.question_id === null ? undefined : questionnaire.byId.get(response.question_id);
  const place = {
    productId: response.product_id,
    sectionId: question?.sectionId ?? null,
    questionId: response.question_id,
  };
  return questionPath(place, thread);
}

const idsOf = (people: readonly Person[]) => people.map(({ id }) => id);

const byRole = <Someone extends Person>(people: readonly Someone[]) => ({
  clients: people.filter(({ role }) => role === "client"),
  others: people.filter(({ role }) => role !== "client"),
});
