/*
 * What may be typed into the search, read into what is asked of the database: pure. Words must all occur; "…" is a phrase,
 * -word must not occur, OR joins its neighbours, word* is a beginning, and name:value narrows.
 */

import { IDENTIFIER_KINDS, type IdentifierKind } from "@/lib/intelligence/extraction/identifier";

export const RISKS = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
type Risk = (typeof RISKS)[number];
export const CONTENT_TYPES = ["text", "image", "video", "audio", "document", "service", "other"] as const;
type ContentType = (typeof CONTENT_TYPES)[number];
/** What a content can have; kinds of identifiers besides. */
const HAVING = ["detection", "identifier", "media"] as const;
type Having = (typeof HAVING)[number] | IdentifierKind;

export interface SearchQuery {
  /** For `to_tsquery('simple', …)`; null where no words were typed. */
  words: string | null;
  /** Something must occur, not only be absent: what an index of words can be asked. */
  isPositive: boolean;
  /** The words without operators, for what is looked up by its beginning: identifiers, cases. */
  plain: string;
  sources: string[];
  from: string[];
  risks: Risk[];
  types: ContentType[];
  languages: string[];
  having: Having[];
  /** Days: `after` is included, `before` is not. */
  after: string | null;
  before: string | null;
  /** What was typed and cannot be meant, in a sentence each; the rest is searched for. */
  problems: string[];
}

const TOKEN = /(-)?(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;
const NAMES = new Set(["source", "from", "risk", "kind", "lang", "has", "before", "after"]);
/** Words beyond this many are left out: no sentence is searched for by all of its words. */
const MOST_WORDS = 32;

export function readSearch(typed: string): SearchQuery {
  const query: SearchQuery = {
    words: null,
    isPositive: false,
    plain: "",
    sources: [],
    from: [],
    risks: [],
    types: [],
    languages: [],
    having: [],
    after: null,
    before: null,
    problems: [],
  };
  /** Alternatives of each place: all places must be met, by any of their alternatives. */
  const places: string[][] = [];
  const plain: string[] = [];
  let joins = false;
  for (const match of typed.normalize("NFKC").matchAll(TOKEN)) {
    const [token, minus, name, phrase, word = ""] = match;
    const value = phrase ?? word.replace(/^"|"$/g, "");
    const bare = /^([a-z]+):$/i.exec(word)?.[1]?.toLowerCase();
    if (bare && NAMES.has(bare)) {
      query.problems.push(`“${bare}:” needs a value right after the colon.`);
      continue;
    }
    if (name && NAMES.has(name.toLowerCase())) {
      if (minus) query.problems.push(`“${token}” cannot be excluded; only words can.`);
      else narrow(query, name.toLowerCase(), phrase === undefined ? value.split(",") : [value]);
      continue;
    }
    // "12:30" or a link is a word that has a colon in it, not an operator.
    const text = name ? `${name}:${value}` : value;
    if (!minus && !name && phrase === undefined && text === "OR" && places.length > 0) {
      joins = true;
      continue;
    }
    const operand = operandOf(text, minus !== undefined, phrase === undefined);
    if (operand === null || places.length >= MOST_WORDS) continue;
    if (joins) places.at(-1)!.push(operand);
    else places.push([operand]);
    joins = false;
    if (!minus) plain.push(text.replace(/\*$/, ""));
  }
  if (places.length > 0) {
    query.words = places.map((either) => (either.length > 1 ? `(${either.join(" | ")})` : either[0]!)).join(" & ");
    query.isPositive = places.some((either) => either.every((operand) => !operand.startsWith("!")));
  }
  query.plain = plain.join(" ");
  return query;
}

/** An operand of a tsquery: quoted, so that nothing in it is an operator; PostgreSQL makes a phrase of several words. */
function operandOf(text: string, excluded: boolean, mayEnd: boolean): string | null {
  const begins = mayEnd && text.length > 2 && text.endsWith("*");
  const written = begins ? text.slice(0, -1) : text;
  if (!/[\p{L}\p{N}]/u.test(written)) return null;
  const quoted = `'${written.replaceAll("\u0000", "").replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
  return `${excluded ? "!" : ""}${quoted}${begins ? ":*" : ""}`;
}

function narrow(query: SearchQuery, name: string, given: readonly string[]): void {
  const values = given.map((each) => each.trim()).filter(Boolean);
  const value = values.join(",");
  if (values.length === 0) return void query.problems.push(`“${name}:” needs a value right after the colon.`);
  switch (name) {
    case "source":
      query.sources.push(...values);
      break;
    case "from":
      query.from.push(...values.map((each) => each.replace(/^@/, "")));
      break;
    case "lang":
      query.languages.push(...values.map((each) => each.toLowerCase()));
      break;
    case "risk":
      query.risks.push(...known(query, name, values, RISKS, (each) => each.toUpperCase()));
      break;
    case "kind":
      query.types.push(...known(query, name, values, CONTENT_TYPES, (each) => each.toLowerCase()));
      break;
    case "has":
      query.having.push(
        ...known(
          query,
          name,
          values,
          [...HAVING, ...IDENTIFIER_KINDS],
          (each) => SYNONYMS[each.toLowerCase()] ?? each.toLowerCase(),
        ),
      );
      break;
    case "after":
    case "before":
      if (isDay(value)) query[name] = value;
      else query.problems.push(`“${name}:${value}” is no day; write ${name}:2026-03-01.`);
      break;
  }
}

const SYNONYMS: Record<string, string> = {
  link: "url",
  mail: "email",
  account: "handle",
  hit: "detection",
  crypto: "wallet",
};

function known<Value extends string>(
  query: SearchQuery,
  name: string,
  values: string[],
  all: readonly Value[],
  inOneForm: (value: string) => string,
): Value[] {
  return values.flatMap((value) => {
    const found = all.find((each) => each === inOneForm(value));
    if (found === undefined)
      query.problems.push(`“${name}:${value}” is not known; one of ${all.join(", ").toLowerCase()}.`);
    return found ?? [];
  });
}

/** A day of the calendar that the database knows. */
function isDay(value: string): boolean {
  if (!/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}
