import { MOST_DEPTH, Unreadable } from "./record";

const strict = new TextDecoder("utf-8", { fatal: true });

/** A text whose UTF-8 was read as Latin-1, as it was meant; any other stays as it is. */
export function repairMojibake(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text;
  try {
    return strict.decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}

/**
 * The same for everything in a value.
 * @throws Unreadable when it is nested too deep
 */
export function repairAll(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return repairMojibake(value);
  if (value === null || typeof value !== "object") return value;
  if (depth > MOST_DEPTH) throw new Unreadable("it is nested too deep");
  if (Array.isArray(value)) return value.map((held) => repairAll(held, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, repairAll(held, depth + 1)]));
}
