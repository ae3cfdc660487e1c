import { z } from "zod";
import { limit, text } from "@/lib/kernel/input";

/** What every list of the administration takes: a text to search, and where to go on. */
export const listInput = {
  q: text(200).optional(),
  limit: limit(500, 50),
  cursor: z.string().max(300).optional(),
};

/** A page and where the next begins, of rows read with one to spare. */
export function pageOf<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => string) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
