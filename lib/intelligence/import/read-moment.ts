import type { DateOrder } from "./formats";
import { momentIn, type WallClock } from "./local-time";
import { Unreadable } from "./record";

export const NO_ZONE = "its time has no zone, and none was given for the file";

export interface MomentOptions {
  /** Of times that say none. */
  zone?: string;
  dateOrder?: DateOrder;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;
const SPOKEN =
  /^(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})\.?(?:,?\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*([ap])\.?\s*m\.?)?)?$/i;

/**
 * A moment as exports and tables write it: ISO 8601, seconds or milliseconds since 1970, or a date with its numbers in
 * the order that was said. Null for an empty text.
 * @throws Unreadable when it is none, or says no zone and none is known
 */
export function readMoment(given: unknown, options: MomentOptions): Date | null {
  if (given === null || given === undefined || given === "") return null;
  if (typeof given === "number") return ofNumber(given);
  if (typeof given !== "string") throw new Unreadable("its time is neither a text nor a number");
  const text = given.trim();
  if (text === "") return null;
  if (/^\d{9,16}(\.\d+)?$/.test(text)) return ofNumber(Number(text));
  const iso = ISO.exec(text);
  if (iso) return ofIso(iso, options);
  const spoken = SPOKEN.exec(text);
  const clock = spoken && clockOf(spoken.slice(1), options.dateOrder);
  if (!clock) throw new Unreadable("its time cannot be read");
  return inZone(clock, options);
}

/** Seconds, milliseconds or microseconds since 1970: which of them shows in how large it is. */
const ofNumber = (number: number) =>
  ofMilliseconds(number < 1e11 ? number * 1000 : number < 1e14 ? number : number / 1000);

/**
 * A moment by its milliseconds since 1970.
 * @throws Unreadable when it is none, or beyond the year 2200
 */
export function ofMilliseconds(ms: number): Date {
  const moment = new Date(ms);
  if (!(ms > 0) || Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > 2200)
    throw new Unreadable("its time cannot be read");
  return moment;
}

function ofIso(found: RegExpExecArray, options: MomentOptions): Date {
  const [, year, month, day, hour, minute, second, zone] = found;
  const clock = { year, month, day, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 };
  const numbers = Object.fromEntries(
    Object.entries(clock).map(([name, value]) => [name, Number(value)]),
  ) as unknown as WallClock;
  if (!zone) return inZone(numbers, options);
  const moment = inZone(numbers, { zone: "UTC" });
  if (/^[a-z]/i.test(zone)) return moment;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)!;
  const ahead = (Number(hours) * 60 + Number(minutes ?? 0)) * (sign === "-" ? -1 : 1);
  return new Date(moment.getTime() - ahead * 60_000);
}

export function inZone(clock: WallClock, { zone }: MomentOptions): Date {
  if (!zone) throw new Unreadable(NO_ZONE);
  const moment = momentIn(zone, clock);
  if (!moment) throw new Unreadable("there is no such time");
  return moment;
}

/** Three numbers of a date and those of a time, with the half of the day; undefined when they cannot be told apart. */
export function clockOf(parts: (string | undefined)[], order: DateOrder | undefined): WallClock | undefined {
  const [first, second, third, hour, minute, seconds, half] = parts;
  const ordered = first!.length > 2 ? "ymd" : order;
  if (!ordered) return undefined;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  const [day, month, year] = { dmy: [a, b, c], mdy: [b, a, c], ymd: [c, b, a] }[ordered] as [number, number, number];
  let hours = Number(hour ?? 0);
  if (half) hours = (hours % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return {
    ...{ year: year < 100 ? 2000 + year : year, month, day },
    ...{ hour: hours, minute: Number(minute ?? 0), second: Number(seconds ?? 0) },
  };
}
