import { Fault } from "./fault";

/** An opaque place in a list: the sort values of its last row. */
export const encodeCursor = (values: readonly (string | number)[]) =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/**
 * Reads a cursor back.
 * @param shape "t" for a moment, "n" for a whole number of 32 bits, "w" for a wider one, "s" for a text, one letter a value
 * @throws Fault malformed for anything this list did not hand out
 */
export function decodeCursor(cursor: string | undefined, shape: string): (string | number)[] | undefined {
  if (cursor === undefined || cursor === "") return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (
      Array.isArray(values) &&
      values.length === shape.length &&
      values.every((value, at) => fits(value, shape[at]!))
    ) {
      return values as (string | number)[];
    }
  } catch {
    // Falls through: whatever it is, it is none of ours.
  }
  throw new Fault("malformed", "cursor is not one that this list returned.");
}

/** Whole numbers and days that the database knows: it fails when it is asked about others. */
const MOST_WHOLE = 2_147_483_647;
const MOMENT = /^(?!0000)(\d{4}-\d\d-\d\d)(?:[T ][\d:.]{5,20}(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/;

function fits(value: unknown, kind: string): boolean {
  if (kind === "n") return Number.isInteger(value) && Math.abs(value as number) <= MOST_WHOLE;
  if (kind === "w") return Number.isSafeInteger(value);
  if (typeof value !== "string") return false;
  return kind === "s" ? value.length <= 500 : isMoment(value);
}

function isMoment(value: string): boolean {
  const [, day] = MOMENT.exec(value) ?? [];
  return day !== undefined && isDay(day) && !Number.isNaN(Date.parse(value));
}

/** A day that its month has. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
