/* What single statements of a dump say. Names are read in small letters, and without their schema. */

/** Whole, or not at all: a name that may be taken in part is tried at each of its lengths. */
const NAME = String.raw`(?:"(?:[^"]|"")+"(?!")|[\p{L}_][\p{L}\p{N}_$]*(?![\p{L}\p{N}_$]))`;
const PATH = `(?:${NAME}\\s*\\.\\s*)?(${NAME})`;
const INTO = new RegExp(
  String.raw`^insert\s+into\s+(?:only\s+)?${PATH}(?:\s*\(([^)]*)\))?\s*(?:overriding\s+\w+\s+value\s+)?values\s*`,
  "iu",
);
const COPIED = new RegExp(String.raw`^copy\s+${PATH}(?:\s*\(([^)]*)\))?\s+from\s+stdin`, "iu");
const CREATED = new RegExp(String.raw`^create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?${PATH}\s*\(`, "iu");
const POINTS = new RegExp(
  String.raw`^alter\s+table\s+(?:only\s+)?${PATH}[\s\S]*foreign\s+key\s*\(\s*(${NAME})\s*\)\s*references\s+${PATH}`,
  "iu",
);
const COLUMN_POINTS = new RegExp(String.raw`^(${NAME})[\s\S]*\sreferences\s+${PATH}`, "iu");
const KEY_POINTS = new RegExp(String.raw`foreign\s+key\s*\(\s*(${NAME})\s*\)\s*references\s+${PATH}`, "iu");

const nameOf = (written: string) => written.replace(/^"|"$/g, "").replaceAll('""', '"').toLowerCase();
const namesIn = (list: string | undefined) => list?.match(new RegExp(NAME, "gu"))?.map(nameOf);

interface Rows {
  table: string;
  /** Undefined: all of the table's, in their order. */
  columns: string[] | undefined;
}

/** Where the lines after a COPY go. */
export function readCopy(text: string): Rows | undefined {
  const match = COPIED.exec(text);
  return match ? { table: nameOf(match[1]!), columns: namesIn(match[2]) } : undefined;
}

/** Where an INSERT's rows go, and where in its text they begin. */
export function readInsert(text: string): (Rows & { from: number }) | undefined {
  const match = INTO.exec(text);
  return match ? { table: nameOf(match[1]!), columns: namesIn(match[2]), from: match[0].length } : undefined;
}

/** A table's columns in their order, and which of them point where. */
export function readTable(text: string) {
  const match = CREATED.exec(text);
  if (!match) return undefined;
  const columns: string[] = [];
  const references = new Map<string, string>();
  for (const part of partsOf(text, match[0].length)) {
    const points = KEY_POINTS.exec(part);
    if (points) references.set(nameOf(points[1]!), nameOf(points[2]!));
    if (/^(?:constraint|primary\s+key|foreign\s+key|unique|check|exclude|like)\b/i.test(part)) continue;
    const name = new RegExp(`^${NAME}`, "u").exec(part)?.[0];
    if (!name) continue;
    columns.push(nameOf(name));
    const own = COLUMN_POINTS.exec(part);
    if (own) references.set(nameOf(own[1]!), nameOf(own[2]!));
  }
  return { table: nameOf(match[1]!), columns, references };
}

/** The foreign key of one column that an ALTER TABLE adds. */
export function readReference(text: string) {
  const match = POINTS.exec(text);
  return match ? { table: nameOf(match[1]!), column: nameOf(match[2]!), target: nameOf(match[3]!) } : undefined;
}

/** The definitions of a CREATE TABLE, which commas part outside of brackets and texts. */
function partsOf(text: string, from: number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = from;
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!;
    if (quote) {
      if (letter === quote) quote = "";
    } else if (letter === "'" || letter === '"') quote = letter;
    else if (letter === "(") depth += 1;
    else if ((letter === "," && depth === 0) || (letter === ")" && depth === 0)) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
      if (letter === ")") break;
    } else if (letter === ")") depth -= 1;
  }
  return parts;
}
