import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";

/** The place behind a row in a list by time, the latest first, in which those without a time come last. */
export const cursorBehind = (moment: Date | null, id: number) => encodeCursor([moment?.toISOString() ?? "", id]);

/**
 * @param width of the ids, as `decodeCursor` names it: those of messages are wide
 * @throws Fault malformed for anything that is no such place
 */
export function placeOf(cursor: string | undefined, width: "n" | "w"): { moment: string | null; id: number } | null {
  const [moment, id] = (decodeCursor(cursor, `s${width}`) ?? []) as [string?, number?];
  if (moment === undefined || id === undefined) return null;
  return { moment: moment === "" ? null : (decodeCursor(encodeCursor([moment]), "t")![0] as string), id };
}
