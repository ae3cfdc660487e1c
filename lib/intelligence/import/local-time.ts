/** What a clock on the wall showed. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
/** The last hours that were asked for, per zone: messages stand in order, and asking the calendar is dear. */
const hours = new Map<string, number>();
const MOST_HOURS = 5_000;

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The moment at which clocks in a zone showed this. Where clocks were set back and showed it twice, the first; where they
 * were set forward and never did, the moment as many minutes behind the change. Null: no such day or time.
 */
export function momentIn(zone: string, clock: WallClock): Date | null {
  const wall = wallMs(clock);
  if (wall === null) return null;
  const hour = Math.floor(wall / 900_000);
  const key = `${zone} ${hour}`;
  let offset = hours.get(key);
  if (offset === undefined) {
    offset = offsetAt(zone, hour * 900_000);
    if (hours.size >= MOST_HOURS) hours.clear();
    hours.set(key, offset);
  }
  return new Date(wall - offset);
}

/** The wall clock as if it were UTC's. */
function wallMs({ year, month, day, hour, minute, second }: WallClock): number | null {
  if (year < 1970 || year > 2200 || hour > 23 || minute > 59 || second > 60) return null;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const made = new Date(ms);
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? ms : null;
}

/** How far ahead of UTC a zone is when its clocks show `wall`. */
function offsetAt(zone: string, wall: number): number {
  const day = 86_400_000;
  const before = offsetOf(zone, wall - day);
  const after = offsetOf(zone, wall + day);
  if (before === after) return before;
  // Around a change: the offset that is true of the moment it leads to, the earlier of two.
  if (offsetOf(zone, wall - before) === before) return before;
  return offsetOf(zone, wall - after) === after ? after : before;
}

/** How far ahead of UTC a zone is at a moment, in milliseconds. */
function offsetOf(zone: string, moment: number): number {
  let format = formats.get(zone);
  if (!format) {
    const two = "2-digit";
    format = new Intl.DateTimeFormat("en-US", {
      ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: two, day: two },
      ...{ hour: two, minute: two, second: two },
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
  return shown - Math.floor(moment / 1000) * 1000;
}
