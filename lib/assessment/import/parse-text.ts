import { FAILSAFE_SCHEMA, loadAll, YAMLException } from "js-yaml";
import { limits, Unreadable } from "./limits";

/** What JSON and YAML are made of. YAML's scalars are all strings: `8.10` and `no` stay what they are. */
export type Value = null | boolean | number | string | Value[] | Mapping;
export interface Mapping {
  [key: string]: Value | undefined;
}

export interface DecodedText {
  text: string;
  /** How it is written, where that is not UTF-8. */
  encoding?: string;
}

/** A text file in UTF-8 or UTF-16 with a mark, in plain UTF-8, or in what Windows wrote before. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, "utf-16be");
  if (bytes.includes(0))
    throw new Unreadable("The file is neither text nor a spreadsheet or archive that can be read.");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return decoded(bytes, isWindows(bytes) ? "windows-1252" : "latin1");
  }
}

/** Latin-1 has nothing printable between 0x80 and 0x9F, Windows-1252 has quotes, dashes and the euro there. */
const isWindows = (bytes: Uint8Array) => bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);

/** What Windows-1252 has at 0x80 to 0x9F. Node's own decoder reads it as Latin-1 in some versions. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function decoded(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be" | "windows-1252" | "latin1"): DecodedText {
  if (encoding.startsWith("utf")) return { text: new TextDecoder(encoding).decode(bytes), encoding: "UTF-16" };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  if (encoding === "latin1") return { text, encoding: "Latin-1" };
  return {
    text: text.replace(/[\u0080-\u009f]/g, (one) => WINDOWS[one.charCodeAt(0) - 0x80]!),
    encoding: "Windows-1252",
  };
}

/**
 * Reads JSON that is not made to exhaust us.
 * @throws Unreadable
 */
export function parseJson(text: string): Value {
  requireModest(text);
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    throw new Unreadable("The JSON is damaged.", at ? `line ${lineAt(text, Number(at))}` : "");
  }
}

/** Refuses nesting and numbers of values that parsing would pay for, in one pass over the text. */
function requireModest(text: string) {
  let depth = 0;
  let values = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (quoted) {
      if (character === 0x5c) at += 1;
      else if (character === 0x22) quoted = false;
    } else if (character === 0x22) quoted = true;
    else if (character === 0x2c) values += 1;
    else if (character === 0x7b || character === 0x5b) {
      depth += 1;
      values += 1;
      if (depth > limits.depth) throw tooDeep(`line ${lineAt(text, at)}`);
    } else if (character === 0x7d || character === 0x5d) depth -= 1;
    if (values > limits.values) throw tooMany();
  }
}

const lineAt = (text: string, position: number) => text.slice(0, position).split("\n").length;

const tooDeep = (place = "") => new Unreadable(`The content is nested more than ${limits.depth} levels deep.`, place);
const tooMany = () => new Unreadable(`The file has more than ${limits.values.toLocaleString("en")} values.`);

/**
 * Reads the documents of a YAML file: no tags of its own, no key twice, and aliases only as far as what they repeat stays
 * within the limits.
 * @throws Unreadable
 */
export function parseYaml(text: string, name = ""): Value[] {
  if (text.length > limits.yamlBytes)
    throw new Unreadable(`YAML may have at most ${limits.yamlBytes / 1024 / 1024} MB.`, name);
  if (entriesIn(text) > limits.yamlEntries)
    throw new Unreadable(`YAML may have at most ${limits.yamlEntries.toLocaleString("en")} keys and list items.`, name);
  const where = (line?: number) => [name, line === undefined ? "" : `line ${line + 1}`].filter(Boolean).join(", ");
  let documents: unknown[];
  try {
    documents = loadAll(text, undefined, { schema: FAILSAFE_SCHEMA, maxDepth: limits.depth } as object);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw new Unreadable("The YAML is damaged.", name);
    throw new Unreadable(`The YAML is damaged: ${error.reason}.`, where(error.mark?.line));
  }
  requireBounded(documents as Value[], name);
  return documents as Value[];
}

/** About how many keys and list items there are: what parsing takes its time for. */
function entriesIn(text: string): number {
  let entries = 0;
  for (const _ of text.matchAll(/[:-](?=\s)/g)) if ((entries += 1) > limits.yamlEntries) break;
  return entries;
}

/** Counts what is there when every alias stands for all that it repeats. */
function requireBounded(documents: Value[], name: string) {
  let values = 0;
  let characters = 0;
  const open: { value: Value | undefined; depth: number }[] = documents.map((value) => ({ value, depth: 1 }));
  while (open.length > 0) {
    const { value, depth } = open.pop()!;
    if (depth > limits.depth) throw tooDeep(name);
    values += 1;
    if (typeof value === "string") characters += value.length;
    if (values + open.length > limits.values || characters > limits.characters)
      throw new Unreadable("The YAML becomes far larger when its aliases are resolved.", name);
    if (typeof value !== "object" || value === null) continue;
    for (const below of Object.values(value)) open.push({ value: below, depth: depth + 1 });
  }
}

export const isMapping = (value: Value | undefined): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The mapping there, or an empty one. */
export const mappingOf = (value: Value | undefined): Mapping => (isMapping(value) ? value : {});
export const listOf = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);
/** The mappings of a list. */
export const mappingsOf = (value: Value | undefined): Mapping[] => listOf(value).filter(isMapping);

/** A number, also where YAML gives its digits. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value.trim())
    ? Number(value)
    : undefined;
}

export const isTrue = (value: Value | undefined) =>
  value === true || (typeof value === "string" && /^(true|yes|on)$/i.test(value));
