import {
  insertComment,
  insertComments,
  insertEvidenceLinks,
  insertNotifications,
  insertProduct,
  insertResponses,
  insertRevisions,
  insertScores,
  insertSnapshots,
} from "@/db/queries/demo/insert-demo";
import type { DemoProduct } from "@/db/seed/demo/organizations";
import { demoThreads, type DemoMessage } from "@/db/seed/demo/threads";
import { questionPath, reviewPath } from "@/lib/assessment/links";
import type { Questionnaire } from "@/lib/assessment/questionnaire";
import type { Tx } from "@/lib/kernel/database";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxFileBytes } from "@/lib/vault/limits";
import { recordFile } from "@/lib/vault/record-file";
import { stageFile } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { chance, demoAnswers, type DemoAnswer } from "./answers";
import { demoFiles } from "./evidence-files";
import { scoreRowsAt, setCountsAt, snapshotsOf } from "./history";

export interface DemoPlace {
  organizationId: number;
  leadId: number;
  /** Ids by user name. */
  users: ReadonlyMap<string, number>;
  questionnaire: Questionnaire;
  now: number;
}

const HOUR = 3_600_000;
const sentBack = [
  "The answer describes the intention. Please show what happens today, for example with the last three runs.",
  "The evidence covers one service. How is it for the others?",
  "I cannot open what the comment refers to. Please attach it here.",
  "This reads like the next stage already, but the attached list says otherwise. Which one is true?",
];
const refused = "What is attached contradicts the answer. Please answer again, with evidence of today.";

/** A product with its answers, revisions, evidence, reviews, threads, scores and monthly snapshots. */
export async function seedProduct(tx: Tx, place: DemoPlace, product: DemoProduct): Promise<number> {
  const { organizationId, users, questionnaire, now } = place;
  const threads = demoThreads.filter((thread) => thread.product === product.name);
  const forced = new Map(threads.flatMap(({ code, verdict }) => (verdict ? [[code, verdict] as const] : [])));
  const answers = demoAnswers(product, questionnaire.questions, forced, now);
  const ownerId = users.get(product.owner)!;
  const begun = new Date(answers[0]?.answeredAt ?? now - 6 * HOUR);
  const changed = new Date(
    Math.max(begun.getTime(), ...answers.map(({ changedAt, reviewedAt }) => reviewedAt ?? changedAt)),
  );
  const { name, description, url, language, cloudPlatform, cicdPlatform, targetLevel } = product;
  const productId = await insertProduct(
    tx,
    {
      ...{ organizationId, name, description, url, language, cloudPlatform, cicdPlatform, targetLevel, ownerId },
      questionnaireVersionId: questionnaire.id,
      createdAt: new Date(begun.getTime() - HOUR),
      updatedAt: changed,
    },
    product.members.map((member) => users.get(member)!),
    { ...setCountsAt(answers, now), lastQuestionId: answers.at(-1)?.question.id, createdAt: begun, updatedAt: changed },
  );
  const writers = [product.owner, ...product.members].map((username) => users.get(username)!);
  const writerOf = (answer: DemoAnswer) =>
    writers[Math.floor(chance(name, answer.question.code, "writer") * writers.length)]!;
  const place_ = { organizationId, productId, userId: ownerId };
  const versionOf = (answer: DemoAnswer) => 1 + (answer.earlier === null ? 0 : 1) + (answer.status === "draft" ? 0 : 1);

  const saved = await insertResponses(
    tx,
    answers.map((answer) => ({
      ...place_,
      ...said(answer, answer.score),
      ...titlesOf(answer),
      status: answer.status,
      version: versionOf(answer),
      answeredBy: writerOf(answer),
      submittedAt: answer.status === "draft" ? null : new Date(answer.changedAt + HOUR),
      reviewedAt: answer.reviewedAt === null ? null : new Date(answer.reviewedAt),
      createdAt: new Date(answer.answeredAt),
      updatedAt: new Date(answer.reviewedAt ?? answer.changedAt),
    })),
  );
  const responseIds = new Map(saved.map(({ id, questionId }) => [questionId, id]));
  const responseOf = (answer: DemoAnswer) => responseIds.get(answer.question.id)!;

  const evidenceIds = await attachFiles(tx, place, { name, ownerId }, answers, responseOf);
  await insertRevisions(
    tx,
    answers.flatMap((answer) => {
      const states = [
        { score: answer.earlier ?? answer.score, at: answer.answeredAt, status: "draft" as const },
        ...(answer.earlier === null ? [] : [{ score: answer.score, at: answer.changedAt, status: "draft" as const }]),
        ...(answer.status === "draft"
          ? []
          : [{ score: answer.score, at: answer.changedAt + HOUR, status: "submitted" as const }]),
      ];
      return states.map(({ score, at, status }, index) => ({
        organizationId,
        responseId: responseOf(answer),
        version: index + 1,
        ...said(answer, score),
        status,
        evidenceIds: index === states.length - 1 ? (evidenceIds.get(responseOf(answer)) ?? []) : [],
        answeredBy: writerOf(answer),
        createdAt: new Date(at),
      }));
    }),
  );
  await review(tx, place, productId, answers, responseOf, versionOf, threads);
  await insertNotifications(tx, noticesOf(place, { id: productId, ownerId, name }, answers, responseOf));
  await insertScores(
    tx,
    scoreRowsAt(answers, now).map((row) => ({
      ...place_,
      section: row.section,
      dimension: row.dimension,
      weightedSum: row.weighted_sum,
      weight: row.weight,
      answered: row.answered,
      scored: row.scored,
      notApplicable: row.not_applicable,
      approvedWeightedSum: row.approved_weighted_sum,
      approvedWeight: row.approved_weight,
      approved: row.approved,
    })),
  );
  await insertSnapshots(
    tx,
    snapshotsOf(answers, questionnaire, product.months, now).map((snapshot) => ({ ...place_, ...snapshot })),
  );
  return productId;
}

const titlesOf = ({ question }: DemoAnswer) => ({
  questionId: question.id,
  question: question.text,
  section: question.section,
  dimension: question.dimension,
  weight: question.weight,
});

function said(answer: DemoAnswer, score: number) {
  const option = answer.question.options[score - 1]!;
  const { comment } = answer;
  if (!answer.notApplicable) {
    return {
      optionId: option.id,
      answer: option.text,
      maturityScore: score,
      scoreSource: "option" as const,
      notApplicable: false,
      notApplicableReason: "",
      comment,
    };
  }
  const reason = "This part is run by the hosting provider and covered by their certificate.";
  return {
    optionId: null,
    answer: "",
    maturityScore: null,
    scoreSource: "none" as const,
    notApplicable: true,
    notApplicableReason: reason,
    comment,
  };
}

async function attachFiles(
  tx: Tx,
  { organizationId, now }: DemoPlace,
  product: { name: string; ownerId: number },
  answers: DemoAnswer[],
  responseOf: (answer: DemoAnswer) => number,
): Promise<Map<number, number[]>> {
  const linked = new Map<number, number[]>();
  if (answers.length === 0) return linked;
  const vault = {
    store: blobStore(),
    organizationId,
    dataKey: await currentDataKey(tx, organizationId),
    maxBytes: maxFileBytes(),
  };
  const month = new Date(now - 40 * 24 * HOUR).toISOString().slice(0, 7);
  for (const { filename, codes, content } of demoFiles(product.name, month)) {
    const supported = answers.filter(({ question, notApplicable }) => codes.includes(question.code) && !notApplicable);
    if (supported.length === 0) continue;
    const file = await stageFile(vault, { filename, chunks: chunksOf(content) });
    const { id } = await recordFile(tx, organizationId, product.ownerId, file);
    for (const answer of supported) linked.set(responseOf(answer), [...(linked.get(responseOf(answer)) ?? []), id]);
  }
  const addedBy = product.ownerId;
  await insertEvidenceLinks(
    tx,
    [...linked].flatMap(([responseId, ids]) =>
      ids.map((evidenceId) => ({ organizationId, responseId, evidenceId, addedBy })),
    ),
  );
  return linked;
}

async function* chunksOf(content: Buffer) {
  yield content;
}

async function review(
  tx: Tx,
  { organizationId, leadId, users, now }: DemoPlace,
  productId: number,
  answers: DemoAnswer[],
  responseOf: (answer: DemoAnswer) => number,
  versionOf: (answer: DemoAnswer) => number,
  threads: typeof demoThreads,
): Promise<void> {
  const told = new Set(threads.flatMap(({ code, verdict }) => (verdict ? [code] : [])));
  const verdicts = answers.filter(({ reviewedAt, question }) => reviewedAt !== null && !told.has(question.code));
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
    let at = answer.reviewedAt ?? answer.changedAt + 5 * HOUR;
    const write = async ({ by, text, replies }: DemoMessage, parentCommentId?: number): Promise<void> => {
      const id = await insertComment(tx, {
        ...{ organizationId, productId, parentCommentId, responseId: responseOf(answer) },
        authorId: users.get(by)!,
        comment: text,
        ...(parentCommentId === undefined && verdict && { status: verdict, responseVersion: versionOf(answer) }),
        createdAt: new Date(Math.min(at, now - HOUR)),
      });
      for (const reply of replies ?? []) {
        at += 7 * HOUR;
        await write(reply, id);
      }
    };
    await write(opening);
  }
}

const pick = (answer: DemoAnswer) => sentBack[Math.floor(chance(answer.question.code, "text") * sentBack.length)]!;

/** What the people of a product find in their inboxes. */
function noticesOf(
  { organizationId, leadId }: DemoPlace,
  product: { id: number; ownerId: number; name: string },
  answers: DemoAnswer[],
  responseOf: (answer: DemoAnswer) => number,
) {
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
    createdAt: new Date(first.changedAt + HOUR),
  };
  return [...toOwner, toLead];
}
