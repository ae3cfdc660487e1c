import type { Pattern, Reading, RuleSet } from "./compile";
import { exactStream, foldedStreams, lowerStream } from "./fold";
import { placesOf } from "./regex";
import type { Found, Rule } from "./rule";
import type { Stream } from "./stream";
import { boundariesOf, endOfWord, isBoundary, type Word, wordsOf } from "./words";

/** A place where a pattern or an expression stands in a text, before scopes and neighbours are looked at. */
export interface Place {
  rule: Rule;
  part: number;
  start: number;
  end: number;
  found: Found;
  edits: number;
}

const STREAMS: Record<Reading, (text: string) => readonly (Stream | undefined)[]> = {
  exact: (text) => [exactStream(text)],
  lower: (text) => [lowerStream(text)],
  folded: foldedStreams,
};

/** Everything that the rules which apply find in a text. */
export function findPlaces(ruleSet: RuleSet, text: string, applies: (rule: Rule) => boolean): Place[] {
  const places: Place[] = [];
  let boundaries: ReadonlySet<number> | undefined;
  const dictionary = () => (boundaries ??= boundariesOf(text));
  for (const [reading, { patterns, automaton }] of ruleSet.readings) {
    for (const stream of STREAMS[reading](text)) {
      if (!stream) continue;
      automaton.search(stream.units, stream.length, (index, from, to) => {
        const pattern = patterns[index]!;
        if (!applies(pattern.rule)) return;
        const place = placeOf(pattern, stream, from, to, reading, dictionary, text);
        if (place) places.push(place);
      });
      if (reading === "folded" && !ruleSet.fuzzy.terms.isEmpty) {
        const words = wordsOf(stream);
        for (const hit of ruleSet.fuzzy.terms.find(words)) {
          const pattern = ruleSet.fuzzy.patterns[hit.index]!;
          if (hit.edits > 0 && applies(pattern.rule)) places.push(misspelt(pattern, stream, words, hit));
        }
      }
    }
  }
  for (const index of ruleSet.filter.possible(text)) {
    const { rule, expression } = ruleSet.expressions[index]!;
    if (!applies(rule)) continue;
    for (const { start, end } of placesOf(expression, text)) {
      places.push({ rule, part: 0, start, end, found: "regex", edits: 0 });
    }
  }
  return places;
}

function placeOf(
  pattern: Pattern,
  stream: Stream,
  from: number,
  to: number,
  reading: Reading,
  dictionary: () => ReadonlySet<number>,
  text: string,
): Place | undefined {
  const { rule, part } = pattern;
  const start = stream.starts[from]!;
  const quantities = reading === "folded";
  const begins = isBoundary(stream, from, quantities, start, dictionary);
  // Before the end is looked for: where an open end repeats itself, each place would look through the same word.
  if (rule.wholeWord && !begins) return undefined;
  const last = pattern.openEnd ? endOfWord(stream, to) : to;
  const end = stream.ends[last - 1]!;
  const whole = begins && (pattern.openEnd || isBoundary(stream, to, quantities, end, dictionary));
  if (rule.wholeWord && !whole) return undefined;
  return { rule, part, start, end, edits: 0, found: whole ? howFound(pattern, text.slice(start, end)) : "part" };
}

/** Whether the text says the term openly, disguised, or by an emoji. */
function howFound({ plain, openEnd }: Pattern, piece: string): Found {
  const said = piece.toLowerCase();
  if (said === plain || (openEnd && said.startsWith(plain)) || piece === plain) return "exact";
  return /\p{L}|\p{N}/u.test(piece) ? "folded" : "emoji";
}

const misspelt = (
  { rule, part }: Pattern,
  stream: Stream,
  words: readonly Word[],
  hit: { from: number; to: number; edits: number },
): Place => ({
  rule,
  part,
  start: stream.starts[words[hit.from]!.from]!,
  end: stream.ends[words[hit.to - 1]!.to - 1]!,
  found: "fuzzy",
  edits: hit.edits,
});
