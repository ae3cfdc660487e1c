import type { Platform } from "./formats";

export type ContentType = "text" | "image" | "video" | "audio" | "document" | "service" | "other";

/** A chat, channel or page as its platform knows it. */
export interface SourceKey {
  platform: Platform;
  platformSourceId: string;
  name: string;
  kind: string;
}

/** What the platform itself marked in a text; offsets count UTF-16 units, the end is exclusive. */
export interface Tagged {
  kind: "email" | "phone" | "url" | "handle";
  start: number;
  end: number;
}

/** What is behind a place of the text and does not stand in it: the address of a link, the number of a contact. */
export interface Hidden {
  text: string;
  start: number;
  end: number;
}

/** A message as it is taken, whatever format it came in. */
export interface ParsedRecord {
  /** Its place among the file's records, from 1. */
  record: number;
  platformContentId: string;
  sourceKey: SourceKey;
  author?: { platformUserId: string; username?: string; displayName?: string };
  contentType: ContentType;
  text: string;
  postedAt: Date | null;
  replyTo?: string;
  metadata: Record<string, unknown>;
  tagged?: Tagged[];
  hidden?: Hidden[];
}

/** A record that is not taken, why, and what it was. */
export interface Reject {
  record: number;
  reason: string;
  raw: string;
}

export type Parsed = { record: ParsedRecord; reject?: undefined } | { reject: Reject; record?: undefined };

/** A file that can be read from its beginning as often as it takes; only archives are read at places. */
export interface ImportFile {
  /** Bytes. */
  size: number;
  stream(): AsyncIterable<Uint8Array>;
  read(position: number, length: number): Promise<Buffer>;
}

/** Why a record cannot be taken, in words for who imports. */
export class Unreadable extends Error {}

/** The longest record that is read, in bytes; a longer one is set aside. */
export const MOST_RECORD_BYTES = 4 * 1024 * 1024;
/** Characters of a record that are kept with the reason why it was set aside. */
const MOST_RAW = 4_000;

export const rejected = (record: number, reason: string, raw: string | Uint8Array): Parsed => ({
  reject: {
    record,
    reason,
    raw: storableText(
      (typeof raw === "string" ? raw : Buffer.from(raw.subarray(0, MOST_RAW * 2)).toString("utf8")).slice(0, MOST_RAW),
    ),
  },
});

/** Characters of JSON that are kept of what else a record says. */
const MOST_METADATA = 64 * 1024;

/** What else a record says, as it can be held; where it is too long, `always` of it alone. */
export function keptMetadata(value: Record<string, unknown>, always: readonly string[] = []): Record<string, unknown> {
  const kept = storableValue(value);
  if (JSON.stringify(kept).length <= MOST_METADATA) return kept;
  const few = Object.entries(kept).filter(([key, held]) => always.includes(key) && held !== undefined);
  return { ...Object.fromEntries(few), left_out: "its other fields are too long" };
}

/** As PostgreSQL and JSON can hold it, every character at its place: NUL and halves of characters are replaced. */
export const storableText = (text: string): string =>
  /[\0\ud800-\udfff]/.test(text) ? text.replaceAll("\0", "\uFFFD").replace(/\p{Surrogate}/gu, "\uFFFD") : text;

/** At most `most` characters of a text, as they can be held: whoever cuts first may leave half of one. */
export const storableStart = (text: string, most: number): string => storableText(text.slice(0, most));

/** How deep values may stand in one another; exports nest a handful, and neither we nor PostgreSQL hold thousands. */
export const MOST_DEPTH = 100;

/**
 * The same for everything in a value.
 * @throws Unreadable when it is nested too deep
 */
export function storableValue<T>(value: T, depth = 0): T {
  if (typeof value === "string") return storableText(value) as T;
  if (value === null || typeof value !== "object") return value;
  if (depth > MOST_DEPTH) throw new Unreadable("it is nested too deep");
  if (Array.isArray(value)) return value.map((held) => storableValue<unknown>(held, depth + 1)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [storableText(key), storableValue(held as unknown, depth + 1)]),
  ) as T;
}
