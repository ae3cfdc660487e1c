import { z } from "zod";

/** What is looked at: the answers as they are, a snapshot, or any moment. */
export type Moment = { kind: "now" } | { kind: "snapshot"; id: number } | { kind: "time"; at: Date; day: boolean };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z?$/;

/** Reads a moment as addresses write it: `now`, a snapshot's number, a day (as it ended), or a time in UTC. */
export function readMoment(text: string): Moment | undefined {
  if (text === "now") return { kind: "now" };
  if (/^[1-9]\d{0,8}$/.test(text)) return { kind: "snapshot", id: Number(text) };
  const day = DAY.test(text);
  if (!day && !MINUTE.test(text)) return undefined;
  const at = new Date(day ? `${text}T23:59:59.999Z` : text.endsWith("Z") ? text : `${text}Z`);
  return Number.isNaN(at.getTime()) ? undefined : { kind: "time", at, day };
}

/** The same as an input of a use case. */
export const momentInput = () =>
  z
    .string()
    .max(40)
    .transform((text, context) => {
      const moment = readMoment(text);
      if (moment) return moment;
      context.addIssue({ code: "custom", message: "is not a date, a time, a snapshot's number or “now”" });
      return z.NEVER;
    });
