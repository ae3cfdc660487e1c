import type { RuleFields } from "./watchlist-input";
import type { KeywordRow } from "@/db/queries/intelligence/watchlists";
import type { keywords } from "@/db/schema/intelligence/keywords";
import type { Rule } from "./detection/rule";
import { problemWith } from "./detection/regex";
import { invalidField } from "@/lib/kernel/fault";

/** The columns of a rule as it is said in API names. */
export const columnsOf = (given: Omit<RuleFields, "watchlist_id">) =>
  ({
    term: given.term,
    kind: given.kind,
    severity: given.severity,
    category: given.category,
    weight: given.weight,
    aliases: given.aliases,
    terms: given.kind === "k_of_n" ? given.terms : [],
    threshold: given.kind === "k_of_n" ? given.threshold : 1,
    caseSensitive: given.case_sensitive,
    wholeWord: given.whole_word,
    folded: given.folded,
    fuzzy: given.fuzzy,
    languages: given.languages,
    sourceIds: given.source_ids,
    negativeContext: given.negative_context,
    contextWords: given.context_words,
  }) satisfies Partial<typeof keywords.$inferInsert>;

/** A rule as the matcher takes it. */
export const ruleOf = (id: number, given: Omit<RuleFields, "watchlist_id">): Rule => ({ id, ...columnsOf(given) });

/** @throws Fault invalid for an expression that is none, and for a term of which nothing is left to look for */
export function checkRule(given: Omit<RuleFields, "watchlist_id">): void {
  const problem = given.kind === "regex" ? problemWith(given.term) : undefined;
  if (problem) throw invalidField("term", `is no expression that can be used: ${problem}`);
  const bare = (term: string) => term.replace(/\*$/, "");
  const said = given.kind === "k_of_n" ? given.terms : given.kind === "phrase" ? [given.term] : [];
  const empty = said.find((term) => !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(bare(term)));
  if (empty !== undefined)
    throw invalidField(given.kind === "k_of_n" ? "terms" : "term", `has nothing to look for in “${empty}”`);
}

/** A rule as callers see it. */
export const describeRule = (row: KeywordRow) => ({
  id: row.id,
  watchlist_id: row.watchlist_id,
  name: row.kind === "regex" ? (row.aliases[0] ?? row.term) : row.term,
  term: row.term,
  kind: row.kind,
  severity: row.severity,
  category: row.category,
  weight: round(row.weight),
  aliases: row.aliases,
  terms: row.terms,
  threshold: row.threshold,
  case_sensitive: row.case_sensitive,
  whole_word: row.whole_word,
  folded: row.folded,
  fuzzy: row.fuzzy,
  languages: row.languages,
  source_ids: row.source_ids,
  negative_context: row.negative_context,
  context_words: row.context_words,
  is_active: row.is_active,
  version: row.version,
});

const round = (value: number) => Math.round(value * 1000) / 1000;
