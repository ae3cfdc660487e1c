import type { Stage } from "@/db/seed/demo/organizations";
import { demoComments } from "@/db/seed/demo/comments";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import type { PlacedQuestion } from "@/lib/assessment/questionnaire";

/** An answer of the demo, and what it was before. Times are milliseconds since 1970. */
export interface DemoAnswer {
  question: PlacedQuestion;
  score: number;
  /** The score first chosen, where it was raised later. */
  earlier: number | null;
  notApplicable: boolean;
  comment: string;
  status: ResponseStatus;
  answeredAt: number;
  /** When a first round ended that it was part of; it was approved in it. */
  firstRound: FirstRound | null;
  changedAt: number;
  reviewedAt: number | null;
}

/** The first of two rounds, in milliseconds since 1970: when it was handed in, closed, and the second started. */
export interface FirstRound {
  submittedAt: number;
  closedAt: number;
  nextAt: number;
}

const DAY = 86_400_000;
const MONTH = 30 * DAY;

/** A number in [0, 1) that is the same at every run: demo data does not change between starts. */
export function chance(...parts: (string | number)[]): number {
  let hash = 2166136261;
  for (const character of parts.join("|")) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

/** Which verdicts a stage has seen: of every 100 answers so many approved, sent back, rejected; the rest waits. */
const verdicts: Record<Stage, { approved: number; needsRevision: number; rejected: number; rest: ResponseStatus }> = {
  not_started: { approved: 0, needsRevision: 0, rejected: 0, rest: "draft" },
  in_progress: { approved: 0, needsRevision: 0, rejected: 0, rest: "draft" },
  filled: { approved: 0, needsRevision: 0, rejected: 0, rest: "draft" },
  in_review: { approved: 52, needsRevision: 6, rejected: 2, rest: "submitted" },
  reviewed: { approved: 90, needsRevision: 8, rejected: 2, rest: "approved" },
  completed: { approved: 100, needsRevision: 0, rejected: 0, rest: "approved" },
};

interface Plan {
  name: string;
  stage: Stage;
  coverage: number;
  levels: readonly number[];
  months: number;
}

const spanOf = ({ months }: Pick<Plan, "months">) => Math.max(months * MONTH - 6 * DAY, 20 * DAY);

/** Products with a long history are in their second round: the first ended when all was answered. */
export function firstRoundOf(plan: Pick<Plan, "months">, now: number): FirstRound | null {
  if (plan.months < 7) return null;
  const closedAt = now - 0.35 * spanOf(plan);
  return { submittedAt: closedAt - 4 * DAY, closedAt, nextAt: closedAt + 3 * DAY };
}

/** The answers of a product, deterministic for its name. `forced` sets the status of single questions, by code. */
export function demoAnswers(
  plan: Plan,
  questions: readonly PlacedQuestion[],
  forced: ReadonlyMap<string, ResponseStatus>,
  now: number,
): DemoAnswer[] {
  const sections = [...new Set(questions.map(({ section }) => section))];
  const answered = Math.round(questions.length * plan.coverage);
  const span = spanOf(plan);
  const firstRound = firstRoundOf(plan, now);
  return questions.slice(0, answered).map((question, at) => {
    const random = (topic: string) => chance(plan.name, question.code, topic);
    const level = plan.levels[sections.indexOf(question.section)] ?? 2;
    // Teams differ from dimension to dimension more than within one.
    const drift = (chance(plan.name, question.dimension) - 0.5) * 1.6 + (random("score") - 0.5) * 1.4;
    const score = Math.min(5, Math.max(1, Math.round(level + drift)));
    const raised = plan.months > 2 && score > 1 && random("raised") < 0.45;
    const answeredAt = now - span + (at / questions.length) * span * 0.6 + random("hour") * 5 * DAY;
    const since = firstRound?.nextAt ?? answeredAt;
    const changedAt =
      raised || firstRound ? since + (0.3 + random("changed") * 0.5) * (now - 4 * DAY - since) : answeredAt;
    const status = forced.get(question.code) ?? statusFor(plan.stage, random("verdict") * 100);
    const judged = status !== "draft" && status !== "submitted";
    return {
      question,
      score,
      earlier: raised ? score - 1 : null,
      notApplicable: !forced.has(question.code) && random("applicable") < 0.03,
      comment: random("comment") < 0.42 ? commentOn(question.dimension, score) : "",
      status,
      answeredAt,
      firstRound,
      changedAt,
      reviewedAt: judged ? changedAt + (0.2 + random("review") * 0.7) * Math.max(DAY, now - 2 * DAY - changedAt) : null,
    };
  });
}

function statusFor(stage: Stage, percent: number): ResponseStatus {
  const { approved, needsRevision, rejected, rest } = verdicts[stage];
  if (percent < approved) return "approved";
  if (percent < approved + needsRevision) return "needs_revision";
  return percent < approved + needsRevision + rejected ? "rejected" : rest;
}

const commentOn = (dimension: string, score: number) =>
  demoComments[dimension]?.[score <= 2 ? 0 : score === 3 ? 1 : 2] ?? "";
