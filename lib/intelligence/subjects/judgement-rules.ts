import { chainBetween, rootsOf, type Pair } from "./components";

export type Verdict = "same" | "different" | "unsure";

/** A judgement that was not undone. */
export interface StandingJudgement extends Pair {
  id: number;
  verdict: Verdict;
}

/** Why a judgement cannot stand beside those that stand. */
export type Objection =
  | { kind: "judged"; judgement: StandingJudgement }
  /** It would bring two together that were judged to be different. */
  | { kind: "apart"; judgement: StandingJudgement }
  /** It would part two that others hold together, by this chain. */
  | { kind: "together"; chain: StandingJudgement[] }
  | { kind: "large"; accounts: number };

/** Accounts that one profile holds at most: what a person judges, a person can look over. */
export const MOST_ACCOUNTS = 200;

/**
 * What speaks against a judgement of two accounts, given all that stands about the accounts of both groups.
 * "Unsure" holds nothing together and parts nothing, so nothing but an earlier judgement of the same two speaks against it.
 */
export function objectionTo(
  pair: Pair,
  verdict: Verdict,
  standing: readonly StandingJudgement[],
): Objection | undefined {
  const earlier = standing.find(({ a, b }) => a === pair.a && b === pair.b);
  if (earlier) return { kind: "judged", judgement: earlier };
  if (verdict === "unsure") return undefined;
  const same = standing.filter((each) => each.verdict === "same");
  if (verdict === "different") {
    const chain = chainBetween(pair.a, pair.b, same);
    return chain && { kind: "together", chain };
  }
  const accounts = new Set([pair.a, pair.b, ...standing.flatMap(({ a, b }) => [a, b])]);
  const roots = rootsOf(accounts, [...same, pair]);
  const root = roots.get(pair.a);
  const judgement = standing.find(
    (each) => each.verdict === "different" && roots.get(each.a) === root && roots.get(each.b) === root,
  );
  if (judgement) return { kind: "apart", judgement };
  const size = [...roots.values()].filter((each) => each === root).length;
  return size > MOST_ACCOUNTS ? { kind: "large", accounts: size } : undefined;
}

/** The objection in words, for whoever judged. */
export function explainObjection(objection: Objection, nameOf: (account: number) => string): string {
  switch (objection.kind) {
    case "judged": {
      const { a, b, verdict } = objection.judgement;
      return `${nameOf(a)} and ${nameOf(b)} are judged already (${verdict}). Undo that judgement first.`;
    }
    case "apart": {
      const { a, b } = objection.judgement;
      return `This would bring ${nameOf(a)} and ${nameOf(b)} together, which are judged to be different persons. Undo that judgement first, if it was wrong.`;
    }
    case "together": {
      const through = objection.chain.map(({ a, b }) => `${nameOf(a)} = ${nameOf(b)}`).join(", ");
      return `These two are held together by ${objection.chain.length === 1 ? "a judgement" : "judgements"} of “same”: ${through}. Undo one of them first.`;
    }
    case "large":
      return `This profile would have ${objection.accounts} accounts; at most ${MOST_ACCOUNTS} can be one. Look for a judgement that is wrong.`;
  }
}
