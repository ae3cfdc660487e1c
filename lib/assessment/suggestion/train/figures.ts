/** A score that was guessed beside the right one; null: none was guessed. */
export interface Guess {
  right: number;
  guessed: number | null;
  confidence: number;
}

/** How good guesses are. Of those that were made; `coverage` is their part. */
export interface Figures {
  count: number;
  coverage: number;
  meanError: number;
  exact: number;
  withinOne: number;
  /** Spearman's; 0 when all guesses are the same. */
  rankCorrelation: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export function figuresOf(guesses: readonly Guess[]): Figures {
  const made = guesses.flatMap(({ right, guessed }) => (guessed === null ? [] : [{ right, guessed }]));
  const errors = made.map(({ right, guessed }) => Math.abs(right - guessed));
  return {
    count: guesses.length,
    coverage: made.length / guesses.length,
    meanError: mean(errors),
    exact: mean(errors.map((error) => (error === 0 ? 1 : 0))),
    withinOne: mean(errors.map((error) => (error <= 1 ? 1 : 0))),
    rankCorrelation: correlation(ranks(made.map(({ right }) => right)), ranks(made.map(({ guessed }) => guessed))),
  };
}

/** Ranks from 1; equal values share the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = new Map<number, number>();
  for (const value of new Set(values)) {
    rank.set(value, (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
  }
  return values.map((value) => rank.get(value)!);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const together = mean(a.map((value, at) => (value - meanA) * (b[at]! - meanB)));
  const apart = Math.sqrt(mean(a.map((value) => (value - meanA) ** 2)) * mean(b.map((value) => (value - meanB) ** 2)));
  return apart === 0 ? 0 : together / apart;
}

/** Guesses of a similar confidence: what was said of them, and how often they were right. */
export interface Bin {
  from: number;
  to: number;
  count: number;
  confidence: number;
  exact: number;
}

const EDGES = [0.4, 0.5, 0.6, 0.7, 0.8, 1.001];

/** How far confidence tells the truth: by bins, and the mean distance over all guesses. */
export function calibration(guesses: readonly Guess[]): { bins: Bin[]; distance: number } {
  const made = guesses.filter(({ guessed }) => guessed !== null);
  const bins = EDGES.slice(0, -1).flatMap((from, at) => {
    const to = EDGES[at + 1]!;
    const within = made.filter(({ confidence }) => confidence >= from && confidence < to);
    if (within.length === 0) return [];
    const exact = mean(within.map(({ right, guessed }) => (right === guessed ? 1 : 0)));
    const confidence = mean(within.map((guess) => guess.confidence));
    return [{ from, to: Math.min(1, to), count: within.length, confidence, exact }];
  });
  const off = bins.map(({ count, confidence, exact }) => count * Math.abs(confidence - exact));
  return { bins, distance: off.reduce((sum, value) => sum + value, 0) / made.length };
}
