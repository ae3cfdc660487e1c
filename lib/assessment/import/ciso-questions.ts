import { bulleted, clean, cleanLine, fulfilment, hundredths, line, newOption, prose, yesNo } from "./build";
import type { DocumentOption, DocumentQuestion } from "./document";
import type { Findings } from "./findings";
import { limits } from "./limits";
import { listOf, mappingOf, mappingsOf, numberOf, type Mapping, type Value } from "./parse-text";

type Type = DocumentQuestion["type"];

/** A question that others may depend on: its code here, and where each of its choices went, by urn. */
export interface Placed {
  code: string;
  positions: Map<string, number>;
}

/**
 * What a requirement of the framework can be answered with: its score definitions, brought from its range to 0–5; the
 * steps of a short range without definitions; else how far it is fulfilled.
 */
export function scaleOf(framework: Mapping, findings: Findings): DocumentOption[] {
  const least = numberOf(framework.min_score);
  const most = numberOf(framework.max_score);
  const defined = mappingsOf(framework.scores_definition);
  const scores = defined.map(({ score }) => numberOf(score) ?? Number.NaN);
  const low = least ?? Math.min(...scores);
  const high = most ?? Math.max(...scores);
  if (defined.length > 1 && high > low && scores.every((score) => score >= low && score <= high)) {
    return defined
      .slice(0, limits.options)
      .map((definition, at) => ({ definition, score: ((scores[at]! - low) / (high - low)) * 5 }))
      .sort((a, b) => a.score - b.score)
      .map(({ definition, score }) =>
        newOption(
          line(definition.name, "scores_definition", findings) || `Level ${cleanLine(definition.score)}`,
          score,
          prose(definition.description, "scores_definition", findings),
        ),
      );
  }
  if (defined.length > 0) findings.warn("scores_definition", "The scores do not fit their range; they are not used.");
  if (least === undefined || most === undefined || !(most > least)) return fulfilment();
  if (!Number.isInteger(least) || !Number.isInteger(most) || most - least > 10) return fulfilment();
  return Array.from({ length: most - least + 1 }, (_, at) =>
    newOption(`Level ${least + at}`, (at / (most - least)) * 5),
  );
}

const types: Record<string, Type> = {
  unique_choice: "option",
  multiple_choice: "options",
  boolean: "yes_no",
  number: "number",
  date: "date",
  text: "text",
};

export const typeOf = (value: Value | undefined): Type | undefined => types[cleanLine(value)];

const results: Record<string, number> = { compliant: 5, true: 5, partially_compliant: 2.5, non_compliant: 0, false: 0 };
const words: [RegExp, number][] = [
  [/^(yes|oui|ja|sí|si)\b[^a-z]*$/i, 5],
  [/^(partial(ly)?|partiellement|teilweise)\b[^a-z]*$/i, 2.5],
  [/^(no|non|nein)\b[^a-z]*$/i, 0],
];
const NOT_APPLICABLE = /^(n\/?a\.?|not applicable|non applicable|nicht anwendbar)$/i;

interface Chosen {
  type: Type;
  options: DocumentOption[];
  /** Where each choice went, from 1, by its urn; what was left out is not there. */
  positions: Map<string, number>;
  /** What else the person answering must know. */
  told: string;
}

/** The choices of a question with scores from 0 to 5, worst first where the source gives none in order. */
export function choicesOf(about: Mapping, type: Type, place: string, findings: Findings): Chosen {
  if (type === "yes_no") return { type, options: yesNo(), positions: new Map(), told: "" };
  if (type !== "option" && type !== "options") return { type, options: [], positions: new Map(), told: "" };
  const choices = mappingsOf(about.choices).slice(0, limits.options);
  if (listOf(about.choices).length > limits.options)
    findings.warn(place, `Only the first ${limits.options} choices are taken.`);
  const applicable = choices.filter((choice) => !isNotApplicable(choice));
  const scores = scoresOf(applicable, type);
  if (!scores) {
    findings.warn(place, "The source gives its choices no score, so it is answered in words and counts in no score.");
    const told = bulleted("One of:", choices.map((choice) => cleanLine(choice.value)).filter(Boolean));
    return { type: "text", options: [], positions: new Map(), told };
  }
  if (applicable.length < choices.length)
    findings.warn(place, "A choice “not applicable” is left out: every question can be marked as not applicable.");
  const positions = new Map<string, number>();
  const options: DocumentOption[] = [];
  for (const [at, choice] of applicable.entries()) {
    const text = line(choice.value, place, findings);
    if (!text) findings.reject(`${place}.choices`, "A choice has no text.");
    else {
      options.push(newOption(text, scores[at]!, prose(choice.description, place, findings)));
      positions.set(cleanLine(choice.urn), options.length);
    }
  }
  return { type, options, positions, told: "" };
}

const isNotApplicable = ({ compute_result, value }: Mapping) =>
  cleanLine(compute_result) === "not_applicable" || NOT_APPLICABLE.test(cleanLine(value));

/** By what each adds, from the least to the most of the question; by its result; or by plain yes and no. */
function scoresOf(choices: Mapping[], type: Type): number[] | undefined {
  const added = choices.map(({ add_score }) => numberOf(add_score));
  if (added.length > 0 && added.every((value) => value !== undefined)) {
    const least = Math.min(...added, 0);
    // Of several choices that may be made together, all are needed for the full score.
    const most = type === "options" ? added.reduce((sum, value) => sum + Math.max(0, value), 0) : Math.max(...added);
    if (most > least) return added.map((value) => hundredths(((value - least) / (most - least)) * 5));
  }
  for (const rule of [byResult, byWord]) {
    const scores = choices.map(rule);
    if (scores.length > 1 && scores.every((score) => score !== undefined)) return scores;
  }
  return undefined;
}

const byResult = ({ compute_result }: Mapping) => results[cleanLine(compute_result).toLowerCase()];
const byWord = ({ value }: Mapping) => words.find(([pattern]) => pattern.test(cleanLine(value)))?.[1];

/** "Ask only if": the earlier question and the places of its choices. */
export function conditionOf(
  value: Value | undefined,
  placed: Map<string, Placed>,
  place: string,
  findings: Findings,
): DocumentQuestion["condition"] {
  const depends = mappingOf(value);
  if (!clean(depends.question)) return null;
  const earlier = placed.get(cleanLine(depends.question));
  const options = listOf(depends.answers).flatMap((answer) => earlier?.positions.get(cleanLine(answer)) ?? []);
  if (!earlier || options.length === 0) {
    findings.warn(`${place}.depends_on`, "It depends on a choice that was not taken, so it is always asked.");
    return null;
  }
  return { question: earlier.code, match: cleanLine(depends.condition) === "all" ? "all" : "any", options };
}
