import { type Claim, readClaims, type Word } from "./claims";

/** What of a question helps to read an answer to it. */
export interface AskedQuestion {
  text: string;
  meaning?: string;
  importance?: string;
  good_evidence?: string;
  options?: readonly { text: string; description?: string; score: number }[];
}

/** A question prepared for comparison: what it is about, and what sets each of its stages apart. */
export interface Subject {
  /** Of the question itself. */
  asked: ReadonlySet<string>;
  /** Of the question, its help and its stages. */
  stems: ReadonlySet<string>;
  stages: readonly { score: number; weights: ReadonlyMap<string, number>; length: number }[];
}

const tellingWords = (text: string): Word[] =>
  readClaims(text).flatMap(({ words }) => words.filter(({ isFunction }) => !isFunction));
const named = ({ scope, stem }: Word) => `${scope === "plan:" ? "" : scope}${stem}`;

export function subjectOf(question: AskedQuestion): Subject {
  const { text, meaning = "", importance = "", good_evidence = "", options = [] } = question;
  const stageWords = options.map(
    (option) => new Set(tellingWords(`${option.text}. ${option.description ?? ""}`).map(named)),
  );
  const counts = new Map<string, number>();
  for (const words of stageWords) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const stages = stageWords.map((words, at) => {
    const weights = new Map([...words].map((word) => [word, 1 / counts.get(word)!]));
    return { score: options[at]!.score, weights, length: Math.sqrt(words.size) };
  });
  const about = tellingWords(`${text}. ${meaning}. ${importance}. ${good_evidence}`).map(({ stem }) => stem);
  const staged = options.flatMap((option) => tellingWords(`${option.text}. ${option.description ?? ""}`));
  const asked = new Set(tellingWords(text).map(({ stem }) => stem));
  return { asked, stems: new Set([...about, ...staged.map(({ stem }) => stem)]), stages };
}

/** How near a claim is to the question's stages: the mean score of those it resembles, and how much it does. */
export function nearestStage(claim: Claim, subject: Subject | undefined): { score: number; strength: number } {
  const said = new Set(claim.words.filter(({ isFunction }) => !isFunction).map(named));
  let strength = 0;
  let sum = 0;
  for (const { score, weights, length } of subject?.stages ?? []) {
    let likeness = 0;
    for (const name of said) likeness += weights.get(name) ?? 0;
    likeness /= Math.max(1, length);
    strength += likeness;
    sum += likeness * score;
  }
  return { score: strength > 0 ? sum / strength : 0, strength };
}
