import { FORMAT, FORMAT_VERSION, slugPattern } from "./document";
import type {
  DocumentDimension,
  DocumentOption,
  DocumentQuestion,
  DocumentSection,
  QuestionnaireDocument,
} from "./document";
import { limits } from "./limits";
import type { Findings } from "./findings";

/** A document with what the source says, and the standard for the rest. */
export const newDocument = (
  given: Partial<QuestionnaireDocument> & Pick<QuestionnaireDocument, "slug" | "title" | "version">,
): QuestionnaireDocument => ({
  format: FORMAT,
  format_version: FORMAT_VERSION,
  description: "",
  source: "",
  source_url: "",
  licence: "",
  attribution: "",
  scoring_model: "mean",
  sections: [],
  ...given,
});

export const newSection = (title: string, given: Partial<DocumentSection> = {}): DocumentSection => ({
  code: "",
  title,
  description: "",
  dimensions: [],
  ...given,
});

export const newDimension = (title: string, given: Partial<DocumentDimension> = {}): DocumentDimension => ({
  code: "",
  title,
  description: "",
  questions: [],
  subdimensions: [],
  ...given,
});

export const newQuestion = (
  given: Partial<DocumentQuestion> & Pick<DocumentQuestion, "code" | "text">,
): DocumentQuestion => ({
  meaning: "",
  importance: "",
  good_evidence: "",
  type: "option",
  weight: 1,
  evidence_required: false,
  level: null,
  effort: null,
  condition: null,
  depends_on: [],
  cross_references: [],
  options: [],
  ...given,
});

export const newOption = (text: string, score: number, description = ""): DocumentOption => ({
  text,
  description,
  score: hundredths(score),
  minimum: null,
});

/** To the hundredth, as scores and weights are kept. */
export const hundredths = (value: number) => Math.round(value * 100) / 100;

/** For requirements that come without answers of their own. */
export const fulfilment = () => [
  newOption("Not in place", 0, "Nothing is done about it yet."),
  newOption("Planned", 1, "What will be done is decided, with somebody in charge and a date."),
  newOption("Partly in place", 2.5, "It is done in some places or in part; what is missing is known."),
  newOption("In place", 5, "It is done wherever it applies, and can be shown."),
];

export const yesNo = () => [newOption("No", 0), newOption("Yes", 5)];

/** A text as it is kept: without what cannot be printed or stored, with one kind of line end. */
export function clean(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return "";
  return value
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
    .trim();
}

/** One line: for titles, questions and options. */
export const cleanLine = (value: unknown) => clean(value).replace(/\s+/g, " ");

/** Within its limit; what is longer is cut, and said. */
export function fit(value: string, most: number, place: string, findings: Findings): string {
  if (value.length <= most) return value;
  findings.warn(place, `A text is longer than ${most} characters; only its beginning is kept.`);
  return `${value
    .slice(0, most - 1)
    .replace(/\p{Surrogate}/gu, "")
    .trimEnd()}…`;
}

/** Paragraphs, those left out that are empty. */
export const paragraphs = (...parts: string[]) => parts.filter(Boolean).join("\n\n");

/** A list, a line each, under a heading; nothing without lines. */
export const bulleted = (heading: string, lines: string[]) =>
  lines.length > 0 ? [heading, ...lines.map((line) => `- ${line}`)].filter(Boolean).join("\n") : "";

/** "OWASP DSOMM 4" → "owasp-dsomm-4". */
export function slugOf(title: string): string {
  const slug = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .replace(/-+$/, "");
  return slugPattern.test(slug) ? slug : "questionnaire";
}

/** "Build and Deployment" → "BD". */
export function initialsOf(title: string): string {
  const words =
    title
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !/^(and|or|of|the|for|in|on|to|a|an|with)$/i.test(word));
  return (
    (telling.length > 0 ? telling : words)
      .map((word) => word[0]!.toUpperCase())
      .join("")
      .slice(0, 6) || "Q"
  );
}

/** A name that is not taken yet: "V1", "V1-2", "V1-3" … */
export function unused(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate); count += 1) candidate = `${name}-${count}`;
  taken.add(candidate);
  return candidate;
}

export const title = (value: unknown, place: string, findings: Findings) =>
  fit(cleanLine(value), limits.title, place, findings);
export const line = (value: unknown, place: string, findings: Findings) =>
  fit(cleanLine(value), limits.question, place, findings);
export const prose = (value: unknown, place: string, findings: Findings) =>
  fit(clean(value), limits.prose, place, findings);
