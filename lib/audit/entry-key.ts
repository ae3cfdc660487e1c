import type { TrailPosition } from "@/db/queries/audit/trail-filter";

const format = /^(\d{1,16})\.(\d{1,15})$/;

/**
 * Names an entry of the trail, and is the cursor that goes on after it: its time in microseconds since 1970, and its id.
 * @param timestamp as the trail prints it, with six digits of a second
 */
export function entryKey(timestamp: string, id: number): string {
  const [seconds = "", fraction = ""] = timestamp.replace("Z", "").split(".");
  return `${Date.parse(`${seconds}Z`) / 1000}${fraction.padEnd(6, "0")}.${id}`;
}

/** The place an entry's key names; undefined when it is not one. */
export function positionOf(key: string): TrailPosition | undefined {
  const [, microseconds, id] = format.exec(key) ?? [];
  if (!microseconds || !id) return undefined;
  const whole = new Date(Math.floor(Number(microseconds) / 1000)).toISOString();
  return { timestamp: `${whole.slice(0, -1)}${microseconds.padStart(3, "0").slice(-3)}Z`, id: Number(id) };
}
