import {
  insertProduct,
  insertResponses,
  insertRevisions,
  insertScores,
  insertSecondRound,
} from "@/db/queries/demo/insert-demo";
import type { DemoProduct } from "@/db/seed/demo/organizations";
import { demoThreads } from "@/db/seed/demo/threads";
import type { Tx } from "@/lib/kernel/database";
import { chance, demoAnswers, firstRoundOf, type DemoAnswer } from "./answers";
import { momentsOf, scoreRowsAt, setCountsAt } from "./history";
import { HOUR_MS, versionOf, type DemoPlace, type SeededProduct } from "./place";
import { seedEvidence } from "./seed-evidence";
import { seedPlan } from "./seed-plan";
import { seedReviews } from "./seed-reviews";
import { seedSnapshots } from "./seed-snapshots";

/** A product with its answers, revisions, evidence, reviews, threads, scores and monthly snapshots. */
export async function seedProduct(tx: Tx, place: DemoPlace, product: DemoProduct): Promise<number> {
  const { organizationId, leadId, users, questionnaire, now } = place;
  const threads = demoThreads.filter((thread) => thread.product === product.name);
  const forced = new Map(threads.flatMap(({ code, verdict }) => (verdict ? [[code, verdict] as const] : [])));
  const answers = demoAnswers(product, questionnaire.questions, forced, now);
  const ownerId = users.get(product.owner)!;
  const begun = new Date(answers[0]?.answeredAt ?? now - 6 * HOUR_MS);
  const changed = new Date(
    Math.max(begun.getTime(), ...answers.map(({ changedAt, reviewedAt }) => reviewedAt ?? changedAt)),
  );
  const { name, description, url, language, cloudPlatform, cicdPlatform, targetLevel } = product;
  const productId = await insertProduct(
    tx,
    {
      ...{ organizationId, name, description, url, language, cloudPlatform, cicdPlatform, targetLevel, ownerId },
      questionnaireVersionId: questionnaire.id,
      createdAt: new Date(begun.getTime() - HOUR_MS),
      updatedAt: changed,
    },
    product.members.map((member) => users.get(member)!),
    { ...setCountsAt(answers, now), lastQuestionId: answers.at(-1)?.question.id, createdAt: begun, updatedAt: changed },
  );
  const writers = [product.owner, ...product.members].map((username) => users.get(username)!);
  const writerOf = (answer: DemoAnswer) =>
    writers[Math.floor(chance(name, answer.question.code, "writer") * writers.length)]!;
  const answerSet = { organizationId, productId, userId: ownerId };

  const saved = await insertResponses(
    tx,
    answers.map((answer) => ({
      ...answerSet,
      ...said(answer, answer.score),
      ...titlesOf(answer),
      status: answer.status,
      version: versionOf(answer),
      answeredBy: writerOf(answer),
      submittedAt: answer.status === "draft" ? null : new Date(answer.changedAt + HOUR_MS),
      reviewedAt: answer.reviewedAt === null ? null : new Date(answer.reviewedAt),
      createdAt: new Date(answer.answeredAt),
      updatedAt: new Date(answer.reviewedAt ?? answer.changedAt),
    })),
  );
  const responseIds = new Map(saved.map(({ id, questionId }) => [questionId, id]));
  const responseOf = (answer: DemoAnswer) => responseIds.get(answer.question.id)!;

  const seeded: SeededProduct = { id: productId, name, ownerId, answers, responseOf };

  const evidenceIds = await seedEvidence(tx, place, seeded);
  await insertRevisions(
    tx,
    answers.flatMap((answer) => {
      const first = answer.earlier ?? answer.score;
      const { firstRound } = answer;
      const states = [
        { score: first, at: answer.answeredAt, status: "draft" as const },
        ...(firstRound
          ? [
              { score: first, at: firstRound.submittedAt, status: "submitted" as const },
              { score: first, at: firstRound.nextAt, status: "draft" as const },
            ]
          : []),
        ...(answer.earlier === null ? [] : [{ score: answer.score, at: answer.changedAt, status: "draft" as const }]),
        ...(answer.status === "draft"
          ? []
          : [{ score: answer.score, at: answer.changedAt + HOUR_MS, status: "submitted" as const }]),
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
  await seedReviews(tx, place, seeded, threads);
  await seedPlan(tx, place, seeded);
  await insertScores(
    tx,
    scoreRowsAt(answers, now).map((row) => ({
      ...answerSet,
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
  const firstRound = firstRoundOf(product, now);
  if (firstRound) await insertSecondRound(tx, { organizationId, productId, byId: leadId }, firstRound);
  await seedSnapshots(tx, place, seeded, momentsOf(product.months, answers[0] ? firstRound : null, now));
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
