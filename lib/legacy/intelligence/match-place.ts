/** A place in a text: UTF-16 units, the end outside. */
interface MatchPlace {
  start: number;
  end: number;
  /** Whether it is not where it was said to be. */
  moved: boolean;
}

interface Said {
  /** What matched; '': it is not said. */
  matched: string;
  start: number | undefined;
  end: number | undefined;
  /** What the rule looks for, where `matched` is not said. */
  terms: readonly string[];
}

/**
 * Where a match stands in its message. Offsets of elsewhere count characters, may be those of a text that was cleaned before,
 * or be missing: they are believed where the text there is the match, else the nearest place that reads so is it.
 */
export function placeMatch(text: string, { matched, start, end, terms }: Said): MatchPlace | undefined {
  if (start !== undefined && start >= 0) {
    const length = matched ? matched.length : Math.max(0, (end ?? start) - start);
    for (const from of [start, unitsBefore(text, start)]) {
      const until = matched ? from + length : from + unitsBefore(text.slice(from), length);
      const there = text.slice(from, until);
      const isIt = matched ? same(there, matched) : terms.some((term) => same(there, term));
      if (there && isIt) return { start: from, end: until, moved: false };
    }
  }
  const [, folded] = fold(text);
  for (const term of matched ? [matched] : terms) {
    const found = nearest(folded, fold(term)[1], start ?? 0);
    if (found !== undefined) return { start: found, end: found + term.length, moved: true };
  }
  return undefined;
}

/** Small letters, where that leaves every letter in its place. */
function fold(text: string): [same: boolean, folded: string] {
  const small = text.toLowerCase();
  return small.length === text.length ? [true, small] : [false, text];
}

const same = (one: string, other: string) => one === other || one.toLowerCase() === other.toLowerCase();

function nearest(text: string, term: string, wanted: number): number | undefined {
  if (!term) return undefined;
  const after = text.indexOf(term, wanted);
  const before = wanted > 0 ? text.lastIndexOf(term, wanted) : -1;
  if (after < 0) return before < 0 ? undefined : before;
  return before >= 0 && wanted - before < after - wanted ? before : after;
}

/** How many UTF-16 units so many characters at the beginning of a text take. */
function unitsBefore(text: string, characters: number): number {
  let units = 0;
  for (let count = 0; count < characters && units < text.length; count++)
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  return units;
}
