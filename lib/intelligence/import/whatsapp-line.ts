import { clockOf } from "./read-moment";
import type { DateOrder } from "./formats";
import type { WallClock } from "./local-time";

/** The beginning of a message: when, and the rest of its line. */
export interface Header {
  /** The numbers of its date, time and half of the day, as written. */
  parts: (string | undefined)[];
  /** As written, for ids and reasons. */
  stamp: string;
  rest: string;
}

const DATE = String.raw`(\d{1,4})[./\-]\s?(\d{1,2})[./\-]\s?(\d{1,4})\.?`;
const TIME = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*([ap])\.?\s*m\.?)?`;
/** iPhones write `[31/12/2024, 23:59:08] Name: text`, Androids `31/12/2024, 23:59 - Name: text`. */
const BRACKETED = new RegExp(`^\\[${DATE},?\\s+${TIME}\\]\\s?(.*)$`, "is");
const DASHED = new RegExp(`^${DATE},?\\s+${TIME}\\s+[-–]\\s(.*)$`, "is");
/** Marks of direction that WhatsApp puts before lines and attachments. */
export const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LONGEST_STAMP = 60;

/** Null: the line goes on with the message before. */
export function headerOf(line: string): Header | null {
  const bare = line.replace(/^[\u200e\u200f\u202a-\u202e\ufeff]+/, "");
  const first = bare[0] ?? "";
  if (!/[[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/.test(first)) return null;
  const head = asciiDigits(bare.slice(0, LONGEST_STAMP));
  const shown = head + bare.slice(LONGEST_STAMP);
  const found = BRACKETED.exec(shown) ?? DASHED.exec(shown);
  if (!found) return null;
  const rest = found.at(-1)!;
  return { parts: found.slice(1, 8), stamp: shown.slice(0, shown.length - rest.length).trim(), rest };
}

/** Digits of Arabic, Persian and Hindi, which dates are written in where the phone speaks them. */
function asciiDigits(text: string): string {
  if (!/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/.test(text)) return text;
  const end = text.search(/\]|\s[-–]\s/);
  const head = end < 0 ? text : text.slice(0, end);
  return (
    head
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
      .replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x966)) + text.slice(head.length)
  );
}

export const clockIn = ({ parts }: Header, order: DateOrder): WallClock | undefined => clockOf(parts, order);

/**
 * The order of the numbers in dates, where they show it: by one that can be no month, or since messages stand in the
 * order of time. Undefined: both could be meant.
 */
export function dateOrderOf(headers: Header[]): DateOrder | undefined {
  if (headers.length === 0) return undefined;
  if (headers.every(({ parts }) => parts[0]!.length === 4)) return "ymd";
  if (headers.some(({ parts }) => Number(parts[0]) > 12)) return "dmy";
  if (headers.some(({ parts }) => Number(parts[1]) > 12)) return "mdy";
  const [dmy, mdy] = (["dmy", "mdy"] as const).map((order) => isAscending(headers, order));
  if (dmy && !mdy) return "dmy";
  return mdy && !dmy ? "mdy" : undefined;
}

function isAscending(headers: Header[], order: DateOrder): boolean {
  let last = -Infinity;
  for (const header of headers) {
    const clock = clockIn(header, order);
    if (!clock) return false;
    const at = Date.UTC(clock.year, clock.month - 1, clock.day);
    if (at < last) return false;
    last = at;
  }
  return true;
}
