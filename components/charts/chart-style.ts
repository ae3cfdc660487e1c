import { maturityStep } from "../ui/maturity-badge";
import type { SeriesKey } from "./chart-frame";

/** Three series look the same in every chart, and differ by dash and marker as well as by colour. */
export const selfSeries: SeriesKey = { label: "Self-assessed", color: "var(--chart-self)" };
export const validatedSeries: SeriesKey = { label: "Validated", color: "var(--chart-validated)", dash: "7 3" };
export const targetSeries: SeriesKey = { label: "Target", color: "var(--chart-target)", dash: "2 3" };

export const tickStyle = { fill: "var(--muted)", fontSize: 12 };
export const gridStroke = "var(--line)";
export const scoreTicks = [0, 1, 2, 3, 4, 5];

/** The colour of a score (0–5) in charts; grey for none. */
export const maturityFill = (score: number | null) => `var(--maturity-${maturityStep(score) ?? 0})`;

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const full = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Dates of charts are days of the data, the same for every reader, hence UTC. */
export const formatDay = (time: number | string) => day.format(new Date(time));
export const formatFullDay = (time: number | string) => full.format(new Date(time));

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** A count short enough for an axis: 120K for 120,000. */
export const formatCompact = (count: number) => compact.format(count);

/** An axis of counts: whole numbers, without lines of its own. */
export const countAxis = {
  ...{ allowDecimals: false, tickFormatter: formatCompact, tick: tickStyle },
  ...{ tickLine: false, axisLine: false },
};

/** Breaks a text into at most `lines` lines of about `width` characters, the last one shortened. */
export function wrapText(text: string, width: number, lines = 2): string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const last = rows.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  if (rows.length <= lines) return rows;
  const kept = rows.slice(0, lines);
  kept[lines - 1] = `${rows
    .slice(lines - 1)
    .join(" ")
    .slice(0, width - 1)
    .trimEnd()}…`;
  return kept;
}
