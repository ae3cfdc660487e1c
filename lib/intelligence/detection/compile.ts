import { Automaton } from "./automaton";
import { foldTerm, lowerTerm } from "./fold";
import { FuzzyTerms } from "./fuzzy";
import { compileExpression, type Expression } from "./regex";
import { literalsOf, LiteralFilter } from "./regex-literals";
import type { Rule } from "./rule";

/** Which reading of the text a rule is compared with. */
export type Reading = "exact" | "lower" | "folded";

export interface Pattern {
  rule: Rule;
  /** As compared. */
  text: string;
  /** In lower case but not folded: what an undisguised match reads as. */
  plain: string;
  /** Of k_of_n: which of its terms. */
  part: number;
  /** Any ending of the word will do. */
  openEnd: boolean;
}

export interface RuleSet {
  rules: readonly Rule[];
  readings: ReadonlyMap<Reading, { patterns: readonly Pattern[]; automaton: Automaton }>;
  fuzzy: { patterns: readonly Pattern[]; terms: FuzzyTerms };
  expressions: readonly { rule: Rule; expression: Expression }[];
  /** Which of the expressions a text may match at all. */
  filter: LiteralFilter;
  /** Of each rule the phrases that make a match harmless, as words; a trailing * is any ending. */
  negations: ReadonlyMap<number, readonly (readonly string[])[]>;
}

const readingOf = (rule: Rule): Reading => (rule.caseSensitive ? "exact" : rule.folded ? "folded" : "lower");

const AS_COMPARED: Record<Reading, (term: string) => string> = {
  exact: (term) => term.trim(),
  lower: lowerTerm,
  folded: foldTerm,
};

function patternsOf(rule: Rule): Pattern[] {
  if (rule.kind === "regex") return [];
  const reading = readingOf(rule);
  const terms = rule.kind === "k_of_n" ? rule.terms : [rule.term, ...rule.aliases];
  return terms.flatMap((term, part) => {
    const openEnd = term.trim().endsWith("*");
    const bare = openEnd ? term.trim().slice(0, -1) : term;
    const text = AS_COMPARED[reading](bare);
    return text === "" ? [] : [{ rule, text, plain: lowerTerm(bare), part, openEnd }];
  });
}

/** Prepares rules for any number of texts. Throws where an expression is wrong: `problemWith` asks before. */
export function compileRules(rules: readonly Rule[]): RuleSet {
  const patterns = rules.flatMap(patternsOf);
  const readings = new Map<Reading, { patterns: Pattern[]; automaton: Automaton }>();
  for (const reading of ["exact", "lower", "folded"] as const) {
    const own = patterns.filter(({ rule }) => readingOf(rule) === reading);
    if (own.length > 0) readings.set(reading, { patterns: own, automaton: new Automaton(own.map(({ text }) => text)) });
  }
  const expressions = rules.filter(({ kind }) => kind === "regex");
  const misspelt = patterns.filter(({ rule, openEnd }) => rule.fuzzy > 0 && readingOf(rule) === "folded" && !openEnd);
  return {
    rules,
    readings,
    fuzzy: {
      patterns: misspelt,
      terms: new FuzzyTerms(misspelt.map(({ text, rule }, index) => ({ index, text, errors: rule.fuzzy }))),
    },
    expressions: expressions.map((rule) => ({ rule, expression: compileExpression(rule.term, rule) })),
    filter: new LiteralFilter(expressions.map(({ term }) => literalsOf(term))),
    negations: new Map(
      rules
        .filter(({ negativeContext }) => negativeContext.length > 0)
        .map((rule) => [rule.id, rule.negativeContext.map(phraseWords).filter((words) => words.length > 0)]),
    ),
  };
}

const phraseWords = (phrase: string): string[] =>
  phrase
    .split(/\s+/)
    .map((word) => (word.endsWith("*") ? `${foldTerm(word.slice(0, -1))}*` : foldTerm(word)))
    .filter((word) => word !== "" && word !== "*");
