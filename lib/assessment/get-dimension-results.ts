import { z } from "zod";
import { findResults, listDimensionResponses, type DimensionResponseRow } from "@/db/queries/assessment/results";
import { notFound } from "@/lib/kernel/fault";
import { id, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import type { QuestionType } from "@/db/schema/assessment/questions";
import { bestScore } from "./answer-value";
import { maturityOf } from "./maturity";
import { modelScore, type LevelledQuestion, type ModelScore, type ScoringModel } from "./model-score";
import { canAnswer, canSeeProduct } from "./policy";
import { loadQuestionnaire, type PlacedQuestion } from "./questionnaire";
import { resultsOf } from "./results";
import { targetsBy } from "./targets";
import { isAsked } from "./turn-questions";

/** What a model other than the mean makes of a dimension. */
export interface ExplainedModel {
  model: Exclude<ScoringModel, "mean">;
  selfAssessed: ModelScore;
  validated: ModelScore;
}

/** A question with what was answered to it and what that adds to the score. Weights count once at 1. */
export interface ScoredQuestion {
  questionId: number | null;
  code: string;
  text: string;
  subdimension: string;
  sectionId: number | null;
  weight: number;
  /** False: its condition is not met, so it counts nowhere. */
  asked: boolean;
  response: {
    id: number;
    answer: string;
    /** The option's letter, "A" for the first, where one is chosen of several stages. */
    letter: string | null;
    score: number | null;
    source: DimensionResponseRow["score_source"];
    notApplicable: boolean;
    notApplicableReason: string;
    status: DimensionResponseRow["status"];
    answeredBy: string;
    evidence: number;
    updatedAt: Date;
  } | null;
}

/**
 * Why a dimension has its score: its questions, the answers given, their scores and weights. The dimension is one of the
 * questionnaire by `dimension_id`, or by section and title one whose questions came over the API.
 */
export const getDimensionResults = query({
  action: "assessment.results.explain",
  subject: "dimension",
  input: z
    .object({
      product_id: id(),
      user_id: id().optional(),
      dimension_id: id().optional(),
      section: text(200).optional(),
      dimension: text(200).optional(),
    })
    .refine((input) => input.dimension_id !== undefined || input.dimension !== undefined, {
      path: ["dimension_id"],
      message: "or dimension is required",
    }),
  target: (tx, input) => findResults(tx, input.product_id, input.user_id ?? null),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, actor, target }, input) => {
    const questionnaire = await loadQuestionnaire(tx, target.questionnaire_version_id);
    const targetOf = targetsBy(target.target_level, target.targets);
    const sections = resultsOf(maturityOf(target.scores, questionnaire), questionnaire, targetOf);
    const all = sections.flatMap(({ dimensions }) => dimensions);
    const at = all.findIndex((each) =>
      input.dimension_id !== undefined
        ? each.id === input.dimension_id
        : each.id === null && each.title === input.dimension && each.section === (input.section ?? ""),
    );
    const dimension = all[at];
    if (!dimension) throw notFound("dimension");
    const responses = await listDimensionResponses(
      tx,
      { productId: target.id, userId: target.user_id },
      { section: dimension.section, title: dimension.title },
    );
    const asked = questionnaire.questions.filter((question) => question.dimensionId === dimension.id);
    return {
      product: { id: target.id, name: target.name, target: dimension.target },
      set: { userId: target.user_id, name: target.user_name, isProducts: target.user_id === target.owner_id },
      dimension,
      description: describe(questionnaire.sections, dimension.id),
      questions: together(asked, responses, target),
      explained: explain(questionnaire.scoring_model, asked, responses, target),
      previous: all[at - 1] ?? null,
      next: all[at + 1] ?? null,
      canAnswer: canAnswer(actor, {
        organizationId: target.organization_id,
        ownerId: target.owner_id,
        isMember: target.is_member,
        archived: target.archived,
        userId: target.user_id,
      }),
    };
  },
});

/** How the model comes to the dimension's scores, level by level; null under the mean, which the questions explain. */
function explain(
  model: ScoringModel,
  asked: readonly PlacedQuestion[],
  responses: readonly DimensionResponseRow[],
  set: { asked: number[] },
): ExplainedModel | null {
  if (model === "mean" || asked.length === 0) return null;
  const byQuestion = new Map(responses.map((row) => [row.question_id, row]));
  const by = (counts: (row: DimensionResponseRow) => boolean) =>
    modelScore(
      model,
      asked.map((question): LevelledQuestion => {
        const { id: questionId, level, weight } = question;
        const row = byQuestion.get(questionId);
        return {
          level,
          weight,
          best: bestScore(question),
          score: row && counts(row) ? row.maturity_score : null,
          notApplicable: !isAsked(set, question) || (row?.not_applicable ?? false),
        };
      }),
    );
  return { model, selfAssessed: by(() => true), validated: by(({ status }) => status === "approved") };
}

const describe = (sections: { dimensions: { id: number; description: string }[] }[], dimensionId: number | null) =>
  sections.flatMap(({ dimensions }) => dimensions).find((each) => each.id === dimensionId)?.description ?? "";

/** The questions in their order, each with its response; then responses to free questions. */
function together(
  asked: PlacedQuestion[],
  responses: DimensionResponseRow[],
  set: { asked: number[] },
): ScoredQuestion[] {
  const byQuestion = new Map(responses.map((row) => [row.question_id, row]));
  const known = new Set(asked.map((question) => question.id));
  const bound = asked.map((question) => ({
    questionId: question.id,
    code: question.code,
    text: question.text,
    subdimension: question.subdimension,
    sectionId: question.sectionId,
    weight: question.weight / 100,
    asked: isAsked(set, question),
    response: responseOf(byQuestion.get(question.id), question.type),
  }));
  const free = responses
    .filter((row) => row.question_id === null || !known.has(row.question_id))
    .map((row) => ({
      questionId: null,
      code: "",
      text: row.question,
      subdimension: row.subdimension,
      sectionId: null,
      weight: row.weight / 100,
      asked: true,
      response: responseOf(row, "option"),
    }));
  return [...bound, ...free];
}

function responseOf(row: DimensionResponseRow | undefined, type: QuestionType): ScoredQuestion["response"] {
  if (!row) return null;
  const band = type === "number" && row.option_text ? ` (${row.option_text})` : "";
  return {
    id: row.id,
    answer: type === "number" ? `${row.answer}${band}` : (row.option_text ?? row.answer),
    letter: row.option_position === null || type !== "option" ? null : String.fromCharCode(65 + row.option_position),
    score: row.not_applicable || !row.asked ? null : row.maturity_score,
    source: row.score_source,
    notApplicable: row.not_applicable,
    notApplicableReason: row.not_applicable_reason,
    status: row.status,
    answeredBy: row.answered_by_name,
    evidence: row.evidence_count,
    updatedAt: row.updated_at,
  };
}
