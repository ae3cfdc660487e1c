import { MOST_ENTRIES, type OsintEntry } from "./connectors/connector";
import { readEvent } from "./connectors/spiderfoot-events";

const MOST_RECORD = 1_000_000;
const MOST_REJECTS = 1_000;

/** A record that could not be read: which, why, and how it begins. */
export interface RejectedRecord {
  record: number;
  reason: string;
  raw: string;
}

export interface SpiderfootFile {
  entries: OsintEntry[];
  rejected: RejectedRecord[];
  records: number;
  falsePositives: number;
  /** Records beyond what is kept. */
  leftOut: number;
}

/**
 * Reads the JSON export of a SpiderFoot scan as it comes. A record that cannot be read is put aside with the reason, and the
 * next one is read.
 * @throws Error when the file is no list of records, or ends within one
 */
export async function readSpiderfootFile(chunks: AsyncIterable<Uint8Array>): Promise<SpiderfootFile> {
  const file: SpiderfootFile = { entries: [], rejected: [], records: 0, falsePositives: 0, leftOut: 0 };
  for await (const raw of recordsOf(chunks)) {
    file.records += 1;
    try {
      if (raw.length > MOST_RECORD) throw new Error("the record is longer than a million characters");
      const entry = readEvent(parse(raw));
      if (!entry) file.falsePositives += 1;
      else if (file.entries.length < MOST_ENTRIES) file.entries.push(entry);
      else file.leftOut += 1;
    } catch (error) {
      if (file.rejected.length < MOST_REJECTS)
        file.rejected.push({ record: file.records, reason: (error as Error).message, raw: raw.slice(0, 500) });
      else file.leftOut += 1;
    }
  }
  return file;
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new Error("the record is not JSON");
  }
}

/** The texts of the elements of a JSON list, one after the other: only where they begin and end is looked at. */
async function* recordsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: false });
  let state = "before" as "before" | "between" | "within" | "after";
  let depth = 0;
  let inText = false;
  let escaped = false;
  let record = "";
  const read = function* (text: string): Generator<string> {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const letter = text[at]!;
      if (state === "within") {
        if (inText) {
          if (escaped) escaped = false;
          else if (letter === "\\") escaped = true;
          else if (letter === '"') inText = false;
          continue;
        }
        if (letter === '"') inText = true;
        else if (letter === "{" || letter === "[") depth += 1;
        else if (depth > 0 && (letter === "}" || letter === "]")) depth -= 1;
        else if (depth === 0 && (letter === "," || letter === "]")) {
          yield record + text.slice(start, at).trimEnd();
          record = "";
          state = letter === "]" ? "after" : "between";
        }
      } else if (/\s|\uFEFF/.test(letter)) continue;
      else if (state === "before") {
        if (letter !== "[") throw new Error("This is no JSON export of SpiderFoot: it should be a list.");
        state = "between";
      } else if (state === "between") {
        if (letter === "]") state = "after";
        else {
          state = "within";
          start = at;
          depth = 0;
          at -= 1;
        }
      } else throw new Error("Something stands after the end of the list.");
    }
    // What is longer than a record may be is not gathered: it will be put aside.
    if (state === "within" && record.length <= MOST_RECORD) record += text.slice(start);
  };
  for await (const chunk of chunks) yield* read(decoder.decode(chunk, { stream: true }));
  yield* read(decoder.decode());
  if (state !== "after") throw new Error("The file ends before its list does.");
}
