import type { RuleSet } from "./compile";
import { findPlaces, type Place } from "./find";
import { narrowest } from "./k-of-n";
import { languageOf } from "./language";
import { Neighbourhood } from "./negation";
import { confidenceOf, type RiskComponents, riskOf } from "./risk";
import { type Found, type Match, nameOf, type Rule, type Severity } from "./rule";
import { sentimentOf } from "./sentiment";

export { compileRules, type RuleSet } from "./compile";

export interface Detection {
  keywordId: number;
  /** As the text has it. */
  matched: string;
  /** UTF-16 offsets, the end exclusive. */
  start: number;
  end: number;
  /** What stands around it. */
  context: string;
  confidence: number;
  weight: number;
  /** Whether it stands in a harmless context: kept and shown, not scored. */
  negated: boolean;
  found: Found;
}

export interface Analysis {
  detections: Detection[];
  /** The names of the rules that hit, each once. */
  keywords: string[];
  /** 0–100; null where nothing hit, which is not a low risk. */
  riskScore: number | null;
  riskLevel: Severity | null;
  confidence: number | null;
  sentiment: number | null;
  language: string | null;
  components: RiskComponents;
}

/** Characters of context kept on either side of a match, and the most matches of one rule in one message. */
const CONTEXT = 60;
const MOST_OF_ONE = 20;

/** What a set of rules says about a text. Pure: the same rules and text always say the same. */
export function analyse(
  ruleSet: RuleSet,
  { text, sourceId, language: given }: { text: string; sourceId: number; language?: string | undefined },
): Analysis {
  const language = given ?? languageOf(text);
  const places = findPlaces(ruleSet, text, (rule) => applies(rule, sourceId, language));
  const matches = places.length > 0 ? matchesOf(ruleSet, text, places) : [];
  const risk = riskOf(matches);
  return {
    detections: matches.map(({ rule, start, end, found, confidence, negated }) => ({
      keywordId: rule.id,
      matched: text.slice(start, end),
      start,
      end,
      context: contextOf(text, start, end),
      confidence,
      weight: rule.weight,
      negated,
      found,
    })),
    keywords: [...new Set(matches.filter(({ negated }) => !negated).map(({ rule }) => nameOf(rule)))],
    riskScore: risk.score,
    riskLevel: risk.level,
    confidence: risk.confidence,
    sentiment: matches.length > 0 ? sentimentOf(text, language) : null,
    language,
    components: risk.components,
  };
}

function applies({ sourceIds, languages }: Rule, sourceId: number, language: string | null): boolean {
  if (sourceIds.length > 0 && !sourceIds.includes(sourceId)) return false;
  return languages.length === 0 || language === null || languages.includes(language);
}

function matchesOf(ruleSet: RuleSet, text: string, places: readonly Place[]): Match[] {
  const byRule = new Map<Rule, Place[]>();
  for (const place of places) {
    const known = byRule.get(place.rule);
    if (known) known.push(place);
    else byRule.set(place.rule, [place]);
  }
  let near: Neighbourhood | undefined;
  const matches: Match[] = [];
  for (const [rule, own] of byRule) {
    const harmless = ruleSet.negations.get(rule.id);
    for (const piece of rule.kind === "k_of_n" ? togetherOf(rule, own) : apartOf(own)) {
      const negated =
        harmless !== undefined && (near ??= new Neighbourhood(text)).has(harmless, piece, rule.contextWords);
      matches.push({ rule, negated, ...piece });
    }
  }
  return matches.sort((one, other) => one.start - other.start || one.rule.id - other.rule.id);
}

type Piece = Omit<Match, "rule" | "negated">;

/** The places of a rule that do not overlap: of those that do, the surest, then the longest. */
function apartOf(places: readonly Place[]): Piece[] {
  const pieces = places
    .map(({ start, end, found, edits }) => ({
      start,
      end,
      found,
      confidence: confidenceOf(found, { edits, length: end - start }),
    }))
    .sort(
      (one, other) =>
        other.confidence - one.confidence || other.end - other.start - (one.end - one.start) || one.start - other.start,
    );
  const kept: Piece[] = [];
  for (const piece of pieces) {
    if (kept.length === MOST_OF_ONE) break;
    if (kept.every(({ start, end }) => piece.end <= start || piece.start >= end)) kept.push(piece);
  }
  return kept;
}

function togetherOf(rule: Rule, places: readonly Place[]): Piece[] {
  const { threshold } = rule;
  const together = narrowest(places, threshold);
  if (!together) return [];
  const beyond = { beyond: together.terms - threshold, possible: rule.terms.length - threshold };
  return [{ start: together.start, end: together.end, found: "k_of_n", confidence: confidenceOf("k_of_n", beyond) }];
}

/** The surroundings of a match, whole words, without line breaks. */
function contextOf(text: string, start: number, end: number): string {
  let from = Math.max(0, start - CONTEXT);
  let to = Math.min(text.length, end + CONTEXT);
  if (from > 0) {
    const space = text.slice(from, start).search(/\s/);
    if (space >= 0) from += space + 1;
    else if (isLowHalf(text.charCodeAt(from))) from++;
  }
  if (to < text.length) {
    const space = text.slice(end, to).search(/\s\S*$/);
    if (space >= 0) to = end + space;
    else if (isLowHalf(text.charCodeAt(to))) to--;
  }
  return `${from > 0 ? "…" : ""}${text.slice(from, to).replace(/\s+/g, " ").trim()}${to < text.length ? "…" : ""}`;
}

const isLowHalf = (unit: number) => unit >= 0xdc00 && unit < 0xe000;
