import { standingOf, type Answer } from "@/components/answering/answer";
import { optionTexts, type AskedQuestion } from "@/components/answering/question";
import type { Fill } from "@/lib/assessment/answered-elsewhere";
import type { SectionQuestion } from "@/lib/assessment/get-section";

/** A question of the section as the screen takes it. */
export function asked(question: SectionQuestion): AskedQuestion {
  const { response, assignment, elsewhere } = question;
  const stages = question.options.map((option) => ({
    id: option.id,
    text: option.text,
    description: option.description,
    score: option.score,
    minimum: option.minimum,
  }));
  return {
    id: question.id,
    number: question.index + 1,
    code: question.code,
    type: question.type,
    text: question.text,
    evidenceRequired: question.evidence_required,
    dimension: question.dimension,
    subdimension: question.subdimension,
    help: { meaning: question.meaning, importance: question.importance, goodEvidence: question.good_evidence },
    stages,
    standing: standingOf(response, optionTexts({ type: question.type, stages })),
    evidence: response?.evidence ?? [],
    verdict: response?.verdict ?? null,
    comments: response?.comments ?? 0,
    unread: response?.unread ?? 0,
    assigned: assignment && { ...assignment, own: assignment.question_id !== null },
    requests: question.requests,
    elsewhere: elsewhere && { ...elsewhere, fill: elsewhere.fill && filling(elsewhere.fill) },
  };
}

function filling(fill: Fill): Partial<Answer> {
  if ("option_id" in fill) return { optionId: fill.option_id };
  return "option_ids" in fill ? { optionIds: fill.option_ids } : { text: fill.answer };
}
