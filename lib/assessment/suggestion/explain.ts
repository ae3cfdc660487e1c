import type { Word } from "./claims";
import { NEGATORS } from "./grammar";
import type { ScoredClaim } from "./read-answer";

const MOST_WORDS = 8;
const LEAST_MOVED = 0.05;

/** Names the phrases that moved a score, as they stand in the answer: what raised it, then what lowered it. */
export function explain(answer: string, highest: ScoredClaim, lowest: ScoredClaim): string[] {
  const raised = phrase(answer, highest, 1);
  const lowered = phrase(answer, lowest, -1);
  return [raised && `raised by “${raised}”`, lowered && `lowered by “${lowered}”`].filter((reason) => reason !== "");
}

/** The stretch of at most eight words that moved the claim the most in a direction, without idle words at its ends. */
function phrase(answer: string, { words, moved }: ScoredClaim, direction: 1 | -1): string {
  const moves = words.map((word) => direction * (moved.get(word) ?? 0));
  let best = { from: 0, to: 0, sum: 0 };
  for (let from = 0; from < words.length; from += 1) {
    let sum = 0;
    for (let to = from; to < Math.min(words.length, from + MOST_WORDS); to += 1) {
      sum += moves[to]!;
      if (sum > best.sum) best = { from, to, sum };
    }
  }
  if (best.sum < LEAST_MOVED) return "";
  // "Not" or "we" alone explains nothing: go on to what it is said of.
  let { to } = best;
  while (words.slice(best.from, to + 1).every(({ isFunction }) => isFunction) && to < words.length - 1) to += 1;
  const said = words.slice(best.from, to + 1);
  while (said.length > 1 && isIdle(said.at(-1)!)) said.pop();
  while (said.length > 1 && isIdle(said[0]!)) said.shift();
  return answer.slice(said[0]!.start, said.at(-1)!.end).replace(/\s+/g, " ");
}

const isIdle = ({ isFunction, text }: Word) => isFunction && !NEGATORS.has(text);
