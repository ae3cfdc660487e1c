import { Fault } from "./fault";

/** An opaque place in a list: the sort values of its last row. */
export const encodeCursor = (values: readonly (string | number)[]) =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/**
 * Reads a cursor back.
 * @param shape "t" for a moment, "n" for a whole number, "s" for a text, one letter a value
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

function fits(value: unknown, kind: string): boolean {
  if (kind === "n") return Number.isSafeInteger(value);
  if (typeof value !== "string") return false;
  return kind === "s" ? value.length <= 500 : value.length < 64 && !Number.isNaN(Date.parse(value));
}
