import type { Cell } from "./document";

/** A number as reports write it: two decimals at most. */
export const figure = (value: number) => String(Math.round(value * 100) / 100);

export const score = (value: number | null) => (value === null ? "–" : value.toFixed(2));

/** A cell as plain text. */
export function textOf(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return figure(cell);
  if (typeof cell === "string") return cell;
  return "score" in cell ? score(cell.score) : cell.text;
}

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

export const dayOf = (at: Date) => day.format(at);
/** A moment, in UTC and saying so. */
export const momentOf = (at: Date) => `${moment.format(at)} UTC`;
