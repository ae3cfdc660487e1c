const EARLIEST = Date.UTC(1990, 0, 1);
/** Clocks differ, and local times were kept as if they were UTC. */
const TOLERANCE = 24 * 3_600_000;

const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Reads a moment as SQLite files hold it: text with or without time, fraction and offset (UTC otherwise), or seconds or
 * milliseconds since 1970. Undefined where it is none, or none that an assessment can have.
 */
export function readMoment(value: string | number, latest: number): Date | undefined {
  const at = typeof value === "number" ? sinceEpoch(value) : fromText(value.trim());
  return at >= EARLIEST && at <= latest + TOLERANCE ? new Date(Math.min(at, latest)) : undefined;
}

/** Until the year 5138 seconds have at most eleven digits. */
const sinceEpoch = (value: number) => Math.floor(Math.abs(value) < 1e11 ? value * 1000 : value);

function fromText(text: string): number {
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return sinceEpoch(Number(text));
  const match = shape.exec(text);
  if (!match) return NaN;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const milliseconds = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  const at = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  // A day that is not in the calendar would be read as one of the next month.
  const there = new Date(at);
  if (there.getUTCMonth() !== month - 1 || there.getUTCDate() !== day || hour > 23 || minute > 59) return NaN;
  return at - offset(match[8] ?? "Z");
}

function offset(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === "-" ? -1 : 1) * minutes * 60_000;
}
