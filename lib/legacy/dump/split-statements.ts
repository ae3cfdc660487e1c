import { Fault } from "@/lib/kernel/fault";

/** A part of a dump: a statement, or the lines that follow a COPY. Offsets are bytes of the file. */
type Part =
  | { kind: "statement"; text: Buffer; start: number; end: number }
  | { kind: "copy"; text: Buffer; start: number; end: number; lines: number };

/** Longest statement that is gathered (pg_dump writes a row, or some, into each), and longest row behind a COPY. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Longest mark that opens a body: each byte of the body is compared with it. */
const MOST_TAG = 64;

const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const QUOTE = 0x27;
const DOUBLE = 0x22;
const DOLLAR = 0x24;
const MINUS = 0x2d;
const SLASH = 0x2f;
const STAR = 0x2a;
const SEMICOLON = 0x3b;
const COPY = /^\s*copy\s[\s\S]*\sfrom\s+stdin\b/i;

const isBlank = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const isNamed = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f;

/** Where in the grammar a byte stands. Texts, names, comments and bodies of functions may hold semicolons. */
type State = "between" | "plain" | "text" | "escaped" | "name" | "line" | "block" | "tag" | "body" | "head" | "data";

/**
 * Splits a plain dump of PostgreSQL into its parts as it streams by: of the rows in it, one statement at most is held.
 * @throws Fault invalid where the file ends within a part
 */
export async function* splitStatements(stream: AsyncIterable<Uint8Array>, from = 0): AsyncGenerator<Part> {
  let state: State = "between";
  /** Where to go on after a comment. */
  let back: State = "between";
  let [previous, before] = [0, 0];
  let gathered: Buffer[] = [];
  let length = 0;
  let offset = from;
  let start = from;
  let escape = false;
  /** The byte behind an E'…', and whether another text there goes on with it. */
  let closed = { at: -1, escaped: false };
  let tag = "";
  let tail = "";
  /** Whether more than comments is known to stand in the statement: else each comment would read all before it again. */
  let spoken = false;
  let copy: { text: Buffer; start: number; lines: number } | undefined;
  /** Bytes of the line of data so far, and its beginning. */
  let [line, first] = [0, ""];

  const isRest = (rest: Buffer) => !spoken && !(spoken = !isComment(gathered, rest));

  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let taken = 0;
    const gather = (to: number) => {
      length += to - taken;
      if (length > MOST_BYTES)
        throw new Fault("invalid", `The dump has a statement of more than ${MOST_BYTES / 1024 / 1024} MB.`);
      gathered.push(Buffer.from(bytes.subarray(taken, to)));
      taken = to;
    };
    const finish = (to: number) => {
      gather(to);
      const text = Buffer.concat(gathered);
      gathered = [];
      length = 0;
      return text;
    };
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (state === "data") {
        // Newlines within values are escaped, so a line is a row; the last one is `\.`.
        const newline = bytes.indexOf(NEWLINE, at);
        const stop = newline < 0 ? bytes.length : newline;
        if (line < 4) first += bytes.toString("latin1", at, Math.min(stop, at + 4 - line));
        line += stop - at;
        if (line > MOST_BYTES)
          throw new Fault("invalid", `The dump has a row of more than ${MOST_BYTES / 1024 / 1024} MB.`);
        if (newline >= 0) {
          if (/^\\\.\r?$/.test(first)) {
            yield { kind: "copy", ...copy!, end: offset + newline - line };
            copy = undefined;
            state = "between";
            taken = newline + 1;
            start = offset + taken;
          } else copy!.lines += 1;
          [line, first] = [0, ""];
        }
        at = newline < 0 ? bytes.length : newline;
        continue;
      }
      if (state === "head") {
        if (byte === NEWLINE) {
          copy!.start = offset + at + 1;
          state = "data";
          [line, first] = [0, ""];
        }
        continue;
      }
      if (state === "between" && !isBlank(byte)) {
        taken = at;
        start = offset + at;
        spoken = false;
        // Commands of psql (`\restrict …`) are lines.
        if (byte === BACKSLASH) [state, back] = ["line", "between"];
        else state = "plain";
      }
      if (state === "plain") {
        if (byte === QUOTE) {
          const isEscaped = (previous | 0x20) === 0x65 && !isNamed(before);
          state = isEscaped || (closed.at === offset + at - 1 && closed.escaped) ? "escaped" : "text";
          escape = false;
        } else if (byte === DOUBLE) state = "name";
        else if (byte === MINUS && previous === MINUS) [state, back] = ["line", "plain"];
        else if (byte === STAR && previous === SLASH) [state, back] = ["block", "plain"];
        else if (byte === DOLLAR && !isNamed(previous)) [state, tag] = ["tag", "$"];
        else if (byte === SEMICOLON) {
          const text = finish(at + 1);
          if (COPY.test(bare(text))) {
            copy = { text, start: 0, lines: 0 };
            state = "head";
          } else {
            yield { kind: "statement", text, start, end: offset + at + 1 };
            state = "between";
          }
        }
      } else if (state === "text") {
        if (byte === QUOTE) [state, closed] = ["plain", { at: offset + at, escaped: false }];
      } else if (state === "escaped") {
        if (escape) escape = false;
        else if (byte === BACKSLASH) escape = true;
        else if (byte === QUOTE) [state, closed] = ["plain", { at: offset + at, escaped: true }];
      } else if (state === "name") {
        if (byte === DOUBLE) state = "plain";
      } else if (state === "line") {
        if (byte === NEWLINE) {
          state = back;
          // Nothing but a comment so far: no statement has begun.
          if (back === "between" || isRest(bytes.subarray(taken, at))) [gathered, length, state] = [[], 0, "between"];
        }
      } else if (state === "block") {
        if (byte === SLASH && previous === STAR) state = back;
      } else if (state === "tag") {
        tag += String.fromCharCode(byte);
        if (tag.length > MOST_TAG)
          throw new Fault("invalid", "The dump is not as pg_dump writes it: a mark is too long.");
        if (byte === DOLLAR) [state, tail] = ["body", ""];
        else if (!isNamed(byte)) state = "plain";
      } else if (state === "body") {
        tail = (tail + String.fromCharCode(byte)).slice(-tag.length);
        if (tail === tag) state = "plain";
      }
      [before, previous] = [previous, byte];
    }
    if (state !== "between" && state !== "head" && state !== "data") gather(bytes.length);
    offset += bytes.length;
  }
  if (copy || (gathered.length > 0 && !isComment([], Buffer.concat(gathered))))
    throw new Fault("invalid", "The dump is cut off: it ends within a statement. Make or copy it again.");
}

const isComment = (gathered: readonly Buffer[], rest: Buffer) => bare(Buffer.concat([...gathered, rest])) === "";

/** The beginning of a statement, without the comments before it. */
export const bare = (text: Buffer): string =>
  text.toString("latin1", 0, 20_000).replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");
