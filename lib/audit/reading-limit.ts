import { Fault } from "@/lib/kernel/fault";

/** Milliseconds a page of the trail may take: only a search for a text comes near it. */
export const READING_MS = 5_000;

/** A search that finds little reads far: says what to do about it instead of "overloaded". */
export function explainTimeout(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if ((cause as { code?: string } | undefined)?.code !== "57014") throw error;
  const message = "This search reads too much of the trail. Narrow the time range, or add another filter.";
  throw new Fault("invalid", message, { fields: [{ path: "q", message }] });
}
