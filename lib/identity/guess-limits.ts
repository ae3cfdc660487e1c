import { createHash } from "node:crypto";
import { addToCounters, type Counter } from "@/db/queries/identity/sign-in";
import type { Tx } from "@/lib/kernel/database";
import { networkOf } from "@/lib/kernel/network-of";

/** So many guesses within so many seconds. */
interface Limit {
  guesses: number;
  windowSeconds: number;
}

const QUARTER = 900;
const DAY = 86_400;

/**
 * What guessing is limited by. Counters are kept under a digest: people type passwords where the user name goes.
 * A device that has signed in before has counters of its own, so that nobody else's guesses keep its owner out.
 */
const guessLimits = {
  account: [
    { guesses: 10, windowSeconds: QUARTER },
    { guesses: 50, windowSeconds: DAY },
  ],
  device: [
    { guesses: 10, windowSeconds: QUARTER },
    { guesses: 50, windowSeconds: DAY },
  ],
  address: [{ guesses: 50, windowSeconds: QUARTER }],
  /** The own password, asked again by somebody who is signed in. */
  confirmation: [{ guesses: 10, windowSeconds: QUARTER }],
  /** Codes of a second factor, by who knows the password already. */
  factor: [
    { guesses: 10, windowSeconds: QUARTER },
    { guesses: 50, windowSeconds: DAY },
  ],
  /** Reset links asked for: by address, and for one account. */
  resetAddress: [{ guesses: 30, windowSeconds: QUARTER }],
  resetAccount: [{ guesses: 5, windowSeconds: 3600 }],
} satisfies Record<string, Limit[]>;

export type Guess = [kind: keyof typeof guessLimits, about: string];

/** Whether a guess is over a limit, for how long at most, and whether it was the first to be. */
export interface Verdict {
  retryAfter: number | undefined;
  justReached: boolean;
}

/**
 * Counts a guess before anything is verified, so that many at once count as many. What comes later in the list is not
 * counted once something before it is over its limit: an address that guesses too much writes nothing more.
 */
export async function countGuess(tx: Tx, guesses: Guess[]): Promise<Verdict> {
  for (const guess of guesses) {
    const limits = limitsOf(guess);
    const totals = await addToCounters(
      tx,
      limits.map((limit) => limit.counter),
      1,
    );
    const exceeded = limits.filter((limit, at) => (totals[at] ?? 0) > limit.guesses);
    if (exceeded.length === 0) continue;
    return {
      retryAfter: Math.max(...exceeded.map((limit) => limit.counter.windowSeconds)),
      justReached: limits.some((limit, at) => totals[at] === limit.guesses + 1),
    };
  }
  return { retryAfter: undefined, justReached: false };
}

/** Takes a guess back that was right. */
export async function forgiveGuess(tx: Tx, guesses: Guess[]): Promise<void> {
  await addToCounters(
    tx,
    guesses.flatMap(limitsOf).map((limit) => limit.counter),
    -1,
  );
}

function limitsOf([kind, about]: Guess): { guesses: number; counter: Counter }[] {
  const whom = kind === "address" || kind === "resetAddress" ? networkOf(about) : about.trim().toLowerCase();
  const digest = createHash("sha256").update(whom).digest("base64url");
  return guessLimits[kind].map(({ guesses, windowSeconds }) => ({
    guesses,
    counter: { key: `${kind}:${windowSeconds}:${digest}`, windowSeconds },
  }));
}
