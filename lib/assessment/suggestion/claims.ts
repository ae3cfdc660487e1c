import { stemmer } from "stemmer";
import { FUNCTION_WORDS, isBoundary, NEGATORS, PLAN_STARTS } from "./grammar";

/** What is said of a word: that it is so, that it is not, or that it is meant to be. */
type Scope = "" | "not:" | "plan:";

export interface Word {
  /** As written, lower case. */
  text: string;
  stem: string;
  /** Place in the answer. */
  start: number;
  end: number;
  /** Carries grammar, not meaning. */
  isFunction: boolean;
  scope: Scope;
  /** Which stretch between commas of its claim it stands in. */
  part: number;
}

/** A stretch of an answer that says one thing: a sentence, or a part of it before or after "but". */
export interface Claim {
  words: Word[];
}

/** More is not read: a longer answer says nothing that a score could rest on. */
const MOST_CHARACTERS = 20_000;
const TOKEN = /[a-z]+(?:['’][a-z]+)*|\d+(?:[.,:]\d+)*\s?%?|[.!?;:,()\n•–—]/gi;
const LONGEST_WORD = 40;
/** Words after which a negation no longer holds, when nothing ends it before. */
const NEGATED_WORDS = 6;

const stems = new Map<string, string>();
const MOST_STEMS = 5_000;

/** The stem of a lower-case word; the frequent ones are remembered. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(word);
  if (stems.size < MOST_STEMS) stems.set(word, stem);
  return stem;
}

/** Reads an answer into its claims. Linear in its length. */
export function readClaims(answer: string): Claim[] {
  const claims: Claim[] = [];
  let words: Word[] = [];
  let segment: Word[] = [];
  let part = 0;
  const endSegment = () => {
    markScopes(segment);
    for (const word of segment) word.part = part;
    part += 1;
    words.push(...segment);
    segment = [];
  };
  const endClaim = () => {
    endSegment();
    if (words.length > 0) claims.push({ words });
    words = [];
  };
  for (const match of answer.slice(0, MOST_CHARACTERS).matchAll(TOKEN)) {
    const token = match[0].toLowerCase().replaceAll("’", "'");
    const boundary = isBoundary(token);
    if (boundary === "claim") endClaim();
    else if (boundary === "segment") endSegment();
    if (boundary === "claim" || boundary === "segment") {
      if (!/^[a-z]/.test(token)) continue;
    }
    if (token.length > LONGEST_WORD) continue;
    for (const part of expand(token)) segment.push(wordOf(part, match.index, match.index + match[0].length));
  }
  endClaim();
  return claims;
}

function wordOf(text: string, start: number, end: number): Word {
  const isNumber = /^\d/.test(text);
  const stem = isNumber ? (text.endsWith("%") ? "#percent" : "#number") : stemOf(text);
  return { text, stem, start, end, isFunction: FUNCTION_WORDS.has(text), scope: "", part: 0 };
}

/** "don't" is "do not", "cannot" is "can not", "we've" is "we have"; other endings say nothing here. */
function expand(token: string): string[] {
  if (token === "cannot") return ["can", "not"];
  if (token === "won't") return ["will", "not"];
  if (token === "can't") return ["can", "not"];
  if (token.endsWith("n't")) return [token.slice(0, -3), "not"];
  const apostrophe = token.indexOf("'");
  return [apostrophe > 0 ? token.slice(0, apostrophe) : token];
}

const isNegator = ({ text }: Word) => NEGATORS.has(text);

/**
 * What a negation or a plan covers within a stretch between commas. "Not … without …" covers nothing: it says that something
 * is required, and "without anyone", "no exceptions" likewise say more, not less.
 */
function markScopes(segment: Word[]): void {
  const planned = segment.some((word, at) => PLAN_STARTS.some((start) => startsAt(segment, at, start)));
  const forced = segment.some(({ text }) => text === "without" || text === "unless" || text === "until");
  let left = 0;
  for (const [at, word] of segment.entries()) {
    if (isNegator(word)) {
      left = forced || saysMore(segment, at) ? 0 : NEGATED_WORDS;
      continue;
    }
    if (left > 0) {
      word.scope = "not:";
      if (!word.isFunction) left -= 1;
    } else if (planned) word.scope = "plan:";
  }
}

function startsAt(segment: Word[], at: number, phrase: readonly string[]): boolean {
  return phrase.every((text, offset) => segment[at + offset]?.text === text);
}

const CLOSED = new Set(["be", "go", "get", "exception", "exceptions", "way", "longer", "even", "only", "other", "one"]);

/** "Can not be skipped", "no exceptions", "not even admins", "not only": a limit on others, or more than was said. */
function saysMore(segment: Word[], at: number): boolean {
  const next = segment[at + 1]?.text ?? "";
  if (segment[at - 1]?.text === "can" && CLOSED.has(next)) return true;
  return (
    ["exception", "exceptions", "even", "only", "human"].includes(next) ||
    (next === "way" && segment[at + 2]?.text === "around")
  );
}
