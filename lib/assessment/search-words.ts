import type { SearchWords } from "@/db/queries/assessment/search";

const MOST_WORDS = 8;
const LONGEST_WORD = 40;

/**
 * What a person typed as text-search queries: every word must match, each as a prefix. Only letters and digits reach the
 * query, so nothing typed is an operator. Undefined without a word of use.
 */
export function searchWords(typed: string): SearchWords | undefined {
  const words = (typed.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD));
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const prefix = (word: string) => `${word}:*`;
  return {
    plain: words.map(prefix).join(" & "),
    earlier: words.slice(0, -1).map(prefix).join(" & "),
    last: prefix(last),
    lastReadings: [prefix(last), ...shorter(last)].join(" | "),
    patterns: words.map((word) => `% ${word}%`),
  };
}

/**
 * The index holds stems, so a half-typed "deploymen" is longer than the "deploy" it stands for: the word's own
 * beginnings are read as stems too.
 */
function shorter(word: string): string[] {
  const least = Math.max(4, word.length - 5);
  return Array.from({ length: Math.max(0, word.length - least) }, (_, at) => word.slice(0, word.length - 1 - at));
}
