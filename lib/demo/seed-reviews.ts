import { insertComment, insertComments, insertNotifications } from "@/db/queries/demo/insert-demo";
import type { demoThreads, DemoMessage } from "@/db/seed/demo/threads";
import { questionPath, reviewPath } from "@/lib/assessment/links";
import type { Tx } from "@/lib/kernel/database";
import { chance, type DemoAnswer } from "./answers";
import { HOUR_MS, versionOf, type DemoPlace, type SeededProduct } from "./place";

const sentBack = [
  "The answer describes the intention. Please show what happens today, for example with the last three runs.",
  "The evidence covers one service. How is it for the others?",
  "I cannot open what the comment refers to. Please attach it here.",
  "This reads like the next stage already, but the attached list says otherwise. Which one is true?",
];
const refused = "What is attached contradicts the answer. Please answer again, with evidence of today.";

/** Verdicts on a product's answers, the threads about them, and what its people find in their inboxes. */
export async function seedReviews(
  tx: Tx,
  place: DemoPlace,
  product: SeededProduct,
  threads: typeof demoThreads,
): Promise<void> {
  const { organizationId, leadId, users, now } = place;
  const { id: productId, answers, responseOf } = product;
  const told = new Set(threads.flatMap(({ code, verdict }) => (verdict ? [code] : [])));
  const verdicts = answers.filter(({ reviewedAt, question }) => reviewedAt !== null && !told.has(question.code));
  await insertComments(
    tx,
    answers.flatMap((answer) =>
      answer.firstRound
        ? {
            organizationId,
            productId,
            responseId: responseOf(answer),
            authorId: leadId,
            status: "approved" as const,
            responseVersion: 2,
            createdAt: new Date(answer.firstRound.submittedAt + chance(answer.question.code, "first") * 60 * HOUR_MS),
          }
        : [],
    ),
  );
  await insertComments(
    tx,
    verdicts
      .sort((a, b) => a.reviewedAt! - b.reviewedAt!)
      .map((answer) => ({
        organizationId,
        productId,
        responseId: responseOf(answer),
        authorId: leadId,
        status: answer.status as "approved" | "needs_revision" | "rejected",
        comment: answer.status === "approved" ? "" : answer.status === "rejected" ? refused : pick(answer),
        responseVersion: versionOf(answer),
        createdAt: new Date(answer.reviewedAt!),
      })),
  );
  for (const { code, verdict, opening } of threads) {
    const answer = answers.find(({ question }) => question.code === code);
    if (!answer) continue;
    let at = answer.reviewedAt ?? answer.changedAt + 5 * HOUR_MS;
    const write = async ({ by, text, replies }: DemoMessage, parentCommentId?: number): Promise<void> => {
      const id = await insertComment(tx, {
        ...{ organizationId, productId, parentCommentId, responseId: responseOf(answer) },
        authorId: users.get(by)!,
        comment: text,
        ...(parentCommentId === undefined && verdict && { status: verdict, responseVersion: versionOf(answer) }),
        createdAt: new Date(Math.min(at, now - HOUR_MS)),
      });
      for (const reply of replies ?? []) {
        at += 7 * HOUR_MS;
        await write(reply, id);
      }
    };
    await write(opening);
  }
  await insertNotifications(tx, noticesOf(place, product));
}

const pick = (answer: DemoAnswer) => sentBack[Math.floor(chance(answer.question.code, "text") * sentBack.length)]!;

function noticesOf({ organizationId, leadId }: DemoPlace, product: SeededProduct) {
  const { answers, responseOf } = product;
  const returned = answers.filter(({ status }) => status === "needs_revision" || status === "rejected").slice(0, 6);
  const toOwner = returned.map((answer) => ({
    organizationId,
    userId: product.ownerId,
    actorId: leadId,
    kind: `response_${answer.status}`,
    subject: `${product.name}: ${answer.status === "rejected" ? "an answer was rejected" : "an answer needs revision"}`,
    detail: answer.question.text,
    link: questionPath(
      { productId: product.id, sectionId: answer.question.sectionId, questionId: answer.question.id },
      true,
    ),
    createdAt: new Date(answer.reviewedAt!),
  }));
  const waiting = answers.filter(({ status }) => status === "submitted");
  const first = waiting[0];
  if (!first) return toOwner;
  const toLead = {
    organizationId,
    userId: leadId,
    actorId: product.ownerId,
    kind: "responses_submitted",
    subject: `${product.name}: ${waiting.length} answers wait for review`,
    detail: first.question.text,
    link: reviewPath(responseOf(first)),
    createdAt: new Date(first.changedAt + HOUR_MS),
  };
  return [...toOwner, toLead];
}
