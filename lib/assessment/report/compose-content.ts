import type { ReportSourceRow } from "@/db/queries/assessment/report-source";
import type { PlacedQuestion, Questionnaire } from "../questionnaire";
import { levelOf, roundScore } from "../scoring";
import type { ContentAnswer, SnapshotContent } from "../snapshot-content";
import { targetsBy, type TargetOf } from "../targets";
import { REPORT_FORMAT, type ReportAnswer, type ReportContent, type ReportDimension } from "./report-content";

/** Writes down all that a report says, from a snapshot, its product and its questionnaire. Pure. */
export function composeContent(
  source: ReportSourceRow,
  snapshot: SnapshotContent & { id: number; content_hash: string },
  questionnaire: Questionnaire,
  made: {
    at: Date;
    by: string;
    /** The moment whose targets and plan the product has: they are not part of a snapshot. */
    planned: Date;
    /** Whether a question was asked when the snapshot was taken. */
    isAsked: (questionId: number) => boolean;
  },
): ReportContent {
  const answers = answersOf(snapshot.answers, questionnaire, made.isAsked);
  const dimensions = dimensionsOf(snapshot, answers, targetsBy(source.target_level, source.targets));
  const uses = new Map<string, number>();
  for (const { evidence } of answers) for (const sha256 of evidence) uses.set(sha256, (uses.get(sha256) ?? 0) + 1);
  return {
    format: REPORT_FORMAT,
    made_at: made.at.toISOString(),
    made_by: made.by,
    planned_at: made.planned.toISOString(),
    organization: source.organization,
    product: { id: source.id, name: source.name, description: source.description, owner: source.owner },
    questionnaire: {
      title: questionnaire.title,
      version: questionnaire.version,
      scoring_model: questionnaire.scoring_model,
      source: source.source,
      licence: source.licence,
      attribution: source.attribution,
      questions: questionnaire.questions.length,
    },
    snapshot: {
      id: snapshot.id,
      taken_at: snapshot.taken_at,
      round: snapshot.round,
      content_hash: snapshot.content_hash,
    },
    overall: {
      score: roundScore(snapshot.overall_score),
      level: levelOf(snapshot.overall_score),
      coverage: snapshot.coverage,
      target: source.target_level,
    },
    validated: {
      score: snapshot.validated_score === null ? null : roundScore(snapshot.validated_score),
      coverage: snapshot.validated_coverage,
    },
    dimensions,
    trend: source.trend.map((point) => ({
      taken_at: new Date(point.taken_at).toISOString(),
      overall: roundScore(point.overall_score),
      validated: point.validated_score === null ? null : roundScore(point.validated_score),
    })),
    answers,
    plan: source.actions.map(({ title, owner, due_on, status, effort, questions }) => ({
      ...{ title, owner, due_on, status, effort, questions },
    })),
    evidence: source.evidence
      // A file of an answer that is not asked is left out with it.
      .filter(({ sha256 }) => uses.has(sha256))
      .map((file) => ({
        ...file,
        uploaded_at: new Date(file.uploaded_at).toISOString(),
        answers: uses.get(file.sha256)!,
      })),
  };
}

/** Every question that was asked, in its order with what was answered, then answers to free questions. */
function answersOf(
  given: readonly ContentAnswer[],
  questionnaire: Questionnaire,
  isAsked: (questionId: number) => boolean,
): ReportAnswer[] {
  const byQuestion = new Map(given.map((answer) => [answer.question_id, answer]));
  const asked = questionnaire.questions
    .filter((question) => isAsked(question.id))
    .map((question) => answerTo(question, byQuestion.get(question.id)));
  const free = given.filter(({ question_id }) => question_id === null || !questionnaire.byId.has(question_id));
  return [
    ...asked,
    ...free.map((answer) => ({
      ...said(answer, undefined),
      section: "",
      dimension: "",
      code: "",
      question: answer.question,
    })),
  ];
}

const answerTo = (question: PlacedQuestion, answer: ContentAnswer | undefined): ReportAnswer => ({
  section: question.section,
  dimension: question.dimension,
  code: question.code,
  question: question.text,
  ...(answer ? said(answer, question) : unanswered),
});

const unanswered = {
  answer: "",
  score: null,
  score_source: null,
  status: "unanswered" as const,
  not_applicable: false,
  not_applicable_reason: "",
  comment: "",
  evidence: [],
};

function said(answer: ContentAnswer, question: PlacedQuestion | undefined) {
  const place = question?.options.findIndex(({ id }) => id === answer.option_id) ?? -1;
  const words = answer.option ?? answer.answer;
  return {
    answer: place < 0 ? words : `${String.fromCharCode(65 + place)}) ${words}`,
    score: answer.not_applicable ? null : answer.score,
    score_source: answer.score_source,
    status: answer.status,
    not_applicable: answer.not_applicable,
    not_applicable_reason: answer.not_applicable_reason,
    comment: answer.comment,
    evidence: answer.evidence,
  };
}

function dimensionsOf(snapshot: SnapshotContent, answers: readonly ReportAnswer[], targetOf: TargetOf) {
  return snapshot.scores.map(({ section, dimension, average, validated }): ReportDimension => {
    // A snapshot names a dimension with its section where two sections have one of that name.
    const title = dimension.startsWith(`${section} / `) ? dimension.slice(section.length + 3) : dimension;
    const of = answers.filter((answer) => answer.section === section && answer.dimension === title);
    return {
      section,
      dimension: title,
      average,
      validated,
      target: targetOf(section, title),
      answered: of.filter(({ answer, score }) => answer !== "" || score !== null).length,
      total: of.filter(({ not_applicable }) => !not_applicable).length,
    };
  });
}
