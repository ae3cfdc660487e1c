import { explain } from "./suggestion/explain";
import { likelihoods, middle } from "./suggestion/likelihoods";
import { type ReadyModel, shippedModel } from "./suggestion/model";
import { decidingClaims, readAnswer } from "./suggestion/read-answer";
import { type AskedQuestion, type Subject, subjectOf } from "./suggestion/subject";

/** A score read out of a free text, how likely it is right, and what in the text moved it. A null score: it abstains. */
export interface Suggestion {
  score: number | null;
  /** From 0 to 1. */
  confidence: number;
  reasons: string[];
}

/** Below this a suggestion would be a guess. */
const LEAST_CONFIDENCE = 0.4;
const MOST_STUFFED = 0.3;

const subjects = new WeakMap<AskedQuestion, Subject>();

function subjectKept(question: AskedQuestion): Subject {
  const known = subjects.get(question);
  if (known) return known;
  const subject = subjectOf(question);
  subjects.set(question, subject);
  return subject;
}

const abstain = (why: string, confidence = 0): Suggestion => ({
  score: null,
  confidence,
  reasons: [`no score suggested: ${why}`],
});

/**
 * Suggests a maturity score for a free-text answer with the trained model; see docs/SUGGESTIONS.md. The question, when it is
 * known, tells what the answer should be about and which stages it could be near. A person's choice always wins over it.
 */
export function suggestScore(
  answer: string,
  question?: AskedQuestion,
  model: ReadyModel = shippedModel(),
  leastConfidence = LEAST_CONFIDENCE,
): Suggestion {
  const read = readAnswer(answer, question && subjectKept(question), model);
  if (read.stuffed > MOST_STUFFED) return abstain("it lists keywords more than it says what is done");
  const deciding = decidingClaims(read);
  if (!deciding) {
    return abstain(
      read.claims.length > 0 ? "it does not clearly speak of the question" : "it does not say how this is done",
    );
  }
  const { highest, lowest } = deciding;
  const { score, confidence } = middle(likelihoods(model, highest.score, lowest.score));
  if (confidence < leastConfidence) return abstain("what it says fits several stages", confidence);
  return {
    score: onScale(score, question),
    confidence,
    reasons: [...explain(answer, highest, lowest), `confidence ${Math.round(confidence * 100)} %`],
  };
}

/** Never beyond the stages a question describes; where they begin at 0, the lowest is 0. */
function onScale(score: number, question: AskedQuestion | undefined): number {
  const scores = question?.options?.map((option) => Math.round(option.score)) ?? [];
  if (scores.length === 0) return score;
  const least = Math.min(...scores);
  return score === 1 && least === 0 ? 0 : Math.min(Math.max(score, least), Math.max(...scores));
}
