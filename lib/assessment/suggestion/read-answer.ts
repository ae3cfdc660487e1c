import { type Claim, readClaims, type Word } from "./claims";
import { type Feature, featuresOf } from "./features";
import { type Cue, findCues } from "./find-cues";
import type { ReadyModel } from "./model";
import { concernsQuestion, isForeign, sendsElsewhere } from "./relevance";
import { isSaid, withoutStuffing } from "./stuffing";
import { nearestStage, type Subject } from "./subject";

/** A claim with its score on the scale 1–5, and what each of its words adds. */
export interface ScoredClaim {
  score: number;
  moved: Map<Word, number>;
  words: Word[];
  /** Whether it may raise the answer's score: a sentence, and about the question. */
  mayRaise: boolean;
}

/** What an answer says, claim by claim. Claims that tell nothing are left out, so that padding changes nothing. */
export interface ReadAnswer {
  claims: ScoredClaim[];
  /** Part of its words that only list keywords. */
  stuffed: number;
}

/** A likeness to the stages beyond this counts no more; one below `LEAST_LIKENESS` tells nothing by itself. */
const MOST_LIKENESS = 1;
const LEAST_LIKENESS = 0.3;
/** Features that move a claim by less tell nothing; by this much one tells something even without a cue. */
const LEAST_MOVED = 0.12;
const MUCH_MOVED = 0.35;
/** Cues that lean on others. */
const IDLE: ReadonlySet<Cue> = new Set<Cue>(["whole", "doubt"]);
/** A claim that may not raise is still believed when it speaks against itself, as "none" does. */
const LOW = 2.2;
/** Where the scale has its second stage. */
const SOMETIMES = 2;

/** Nearness to the stages a question describes, from −2 to 2. */
export function nearness({ score, strength }: ReturnType<typeof nearestStage>): number {
  return strength === 0 ? 0 : Math.min(MOST_LIKENESS, strength) * (score - 3);
}

/** The features that are known, scaled so that a long claim weighs what a short one does. */
export function weighed(features: ReadonlyMap<string, Feature>, isKnown: (name: string) => boolean) {
  const known: { name: string; value: number; words: Word[] }[] = [];
  let squares = 0;
  for (const [name, { value, words }] of features) {
    if (!isKnown(name)) continue;
    known.push({ name, value, words });
    squares += value ** 2;
  }
  const length = Math.sqrt(squares) || 1;
  for (const feature of known) feature.value /= length;
  return known;
}

export function readAnswer(answer: string, subject: Subject | undefined, model: ReadyModel): ReadAnswer {
  const claims: ScoredClaim[] = [];
  let count = 0;
  let stuffed = 0;
  for (const whole of readClaims(answer)) {
    const claim = withoutStuffing(whole);
    count += whole.words.length;
    stuffed += whole.words.length - (claim?.words.length ?? 0);
    const scored = claim && scoreClaim(claim, subject, model);
    if (scored) claims.push(scored);
  }
  return { claims, stuffed: count > 0 ? stuffed / count : 0 };
}

function scoreClaim(claim: Claim, subject: Subject | undefined, model: ReadyModel): ScoredClaim | undefined {
  if (isForeign(claim, model) || sendsElsewhere(claim)) return undefined;
  const moved = new Map<Word, number>();
  let score = model.base;
  let most = 0;
  for (const { name, value, words } of weighed(featuresOf(claim), (known) => model.weights.has(known))) {
    const added = value * model.weights.get(name)!;
    score += added;
    most = Math.max(most, Math.abs(added));
    for (const word of words) moved.set(word, (moved.get(word) ?? 0) + added / words.length);
  }
  if (most < LEAST_MOVED) return undefined;
  const cues = new Set(findCues(claim).map(({ cue }) => cue));
  const nearest = nearestStage(claim, subject);
  const concerns = concernsQuestion(claim, subject, model);
  const tells =
    [...cues].some((cue) => !IDLE.has(cue)) || (concerns && (most > MUCH_MOVED || nearest.strength > LEAST_LIKENESS));
  if (!tells) return undefined;
  score += model.nearness * nearness(nearest);
  if (isSometimes(claim, cues)) score = Math.max(score, SOMETIMES);
  return { score, moved, words: claim.words, mayRaise: concerns && score > LOW && isSaid(claim) };
}

/** What is done now and then, or in some places, is done: that is the second stage, however often it is said. */
const isSometimes = ({ words }: Claim, cues: ReadonlySet<Cue>) =>
  (cues.has("adhoc") || cues.has("partial")) && !cues.has("absent") && words.every(({ scope }) => scope === "");

/** The claims that decide: the highest of those that may raise, and the lowest of all. */
export function decidingClaims({ claims }: ReadAnswer): { highest: ScoredClaim; lowest: ScoredClaim } | undefined {
  const [lowest] = claims.toSorted((a, b) => a.score - b.score);
  if (!lowest) return undefined;
  const [highest] = claims.filter(({ mayRaise }) => mayRaise).toSorted((a, b) => b.score - a.score);
  if (highest) return { highest, lowest };
  return lowest.score < LOW ? { highest: lowest, lowest } : undefined;
}
