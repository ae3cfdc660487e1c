import { type Claim, stemOf, type Word } from "./claims";
import { type Cue, findCues } from "./find-cues";

/** Cues that raise a score, and the words that boast most: what someone would pile up who wants a better one. */
const BOASTS: ReadonlySet<Cue> = new Set<Cue>(["enforced", "measured"]);
const BOASTING_WORDS = new Set(
  `integrated comprehensive monitoring monitored documented standardized standardised reviewed tested implemented defined
   managed verified validated audited approved mandatory optimizing robust mature proactive holistic advanced certified
   scalable repeatable consistent governance compliant intelligent innovative seamless leading dashboards metrics kpi`
    .split(/\s+/)
    .map(stemOf),
);
const LONGEST_LIST = 3;
const MOST_BOASTING = 0.75;
const MOST_REPEATS = 3;
const JOINING = new Set(["and", "or", "fully", "very"]);

/** A claim without what only lists keywords, or undefined when it is nothing else: nothing is said by it. */
export function withoutStuffing(claim: Claim): Claim | undefined {
  const boasts = new Set<Word>();
  for (const { cue, words } of findCues(claim)) if (BOASTS.has(cue)) for (const word of words) boasts.add(word);
  for (const word of claim.words) if (BOASTING_WORDS.has(word.stem)) boasts.add(word);
  if (isStuffed(claim, boasts)) return undefined;
  const saying = new Set(
    claim.words.filter((word) => !boasts.has(word) && !JOINING.has(word.text)).map(({ part }) => part),
  );
  if (saying.size === 0) return claim.words.length > 1 ? undefined : claim;
  const words = claim.words.filter(({ part }) => saying.has(part));
  return words.length < claim.words.length ? { words } : claim;
}

/** More keywords in a row than people write, little else beside them, or one word over and over. */
function isStuffed({ words }: Claim, boasts: ReadonlySet<Word>): boolean {
  const telling = words.filter(({ isFunction }) => !isFunction);
  const counts = new Map<string, number>();
  for (const { stem } of telling) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  if (telling.some(({ stem }) => !stem.startsWith("#") && counts.get(stem)! > MOST_REPEATS)) return true;
  const boasting = new Set(telling.filter((word) => boasts.has(word)));
  if (boasting.size <= LONGEST_LIST) return false;
  return boasting.size > telling.length * MOST_BOASTING || longestRun(words, boasting) > LONGEST_LIST;
}

function longestRun(words: readonly Word[], boasting: ReadonlySet<Word>): number {
  let run = 0;
  let longest = 0;
  for (const word of words) {
    if (boasting.has(word)) run += 1;
    else if (!JOINING.has(word.text)) run = 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const LEAST_WORDS = 3;
const LEAST_GRAMMAR = 0.12;

/** Whether a claim is said as a sentence: only then can it raise a score. */
export function isSaid({ words }: Claim): boolean {
  const grammar = words.filter(({ isFunction }) => isFunction).length;
  return words.length >= LEAST_WORDS && grammar / words.length >= LEAST_GRAMMAR;
}
