import type { Cell } from "../legacy-file";

const ESCAPES: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** Takes the escapes out of a text as COPY and E'…' write them. */
const unescaped = (text: string): string =>
  text.includes("\\")
    ? text.replace(/\\(x[0-9a-f]{1,2}|[0-7]{1,3}|[\s\S])/gi, (_, code: string) => {
        if (/^x./i.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
        if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
        return ESCAPES[code] ?? code;
      })
    : text;

/** The values of a line of COPY's text format. */
export const readLine = (line: string): Cell[] =>
  line.split("\t").map((value) => (value === "\\N" ? null : unescaped(value)));

/**
 * The rows of an INSERT, from behind its VALUES.
 * @throws Error where something stands that pg_dump does not write
 */
export function* readTuples(text: string, from: number): Generator<Cell[]> {
  let at = from;
  const skip = () => {
    while (/\s/.test(text[at] ?? "")) at += 1;
  };
  for (;;) {
    skip();
    if (text[at] !== "(") throw new Error("a row should begin with a bracket");
    at += 1;
    const values: Cell[] = [];
    for (;;) {
      skip();
      const value = readValue(text, at);
      values.push(value.cell);
      at = value.end;
      skip();
      if (text[at] !== "," && text[at] !== ")") throw new Error("a value should end with a comma or a bracket");
      at += 1;
      if (text[at - 1] === ")") break;
    }
    yield values;
    skip();
    if (text[at] !== ",") return;
    at += 1;
  }
}

function readValue(text: string, from: number): { cell: Cell; end: number } {
  const isEscaped = /^e'/i.test(text.slice(from, from + 2));
  if (text[from] === "'" || isEscaped) {
    const { value, end } = readText(text, from + (isEscaped ? 2 : 1), isEscaped);
    return { cell: value, end: end + (/^::[\w ."[\]]+/.exec(text.slice(end, end + 100))?.[0].length ?? 0) };
  }
  const bare = /^[^,()\s][^,()]*/.exec(text.slice(from, from + 1_000))?.[0].trimEnd() ?? "";
  if (!bare || text[from + bare.length] === "(") throw new Error("a value is neither a text nor a number");
  const word = bare.replace(/::.*$/, "");
  return { cell: /^null$/i.test(word) ? null : word, end: from + bare.length };
}

/** A text from behind its first quote, to behind its last. */
function readText(text: string, from: number, isEscaped: boolean): { value: string; end: number } {
  const parts: string[] = [];
  let start = from;
  for (let at = from; ; at++) {
    const quote = text.indexOf("'", at);
    if (quote < 0) throw new Error("a text does not end");
    if (isEscaped && backslashesBefore(text, quote, start) % 2 === 1) {
      at = quote;
      continue;
    }
    if (text[quote + 1] === "'") {
      parts.push(text.slice(start, quote + 1));
      start = quote + 2;
      at = quote + 1;
      continue;
    }
    parts.push(text.slice(start, quote));
    const value = isEscaped ? parts.map(unescaped).join("") : parts.join("");
    return { value, end: quote + 1 };
  }
}

function backslashesBefore(text: string, at: number, from: number): number {
  let count = 0;
  while (at - count - 1 >= from && text[at - count - 1] === "\\") count += 1;
  return count;
}
