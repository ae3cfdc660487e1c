"use client";

import { ChartFrame } from "./chart-frame";
import { maturityFill } from "./chart-style";
import { formatScore } from "./chart-tooltip";
import { barsHeight, ScoreBars } from "./score-bars";

export interface ComparisonRow {
  label: string;
  value: number | null;
  /** More about it, in the table. */
  detail?: string;
  href?: string;
}

/** One number for each of several things, in the given order. With `maturity` (default) values are scores 0–5 and coloured so. */
export function ComparisonBars({
  title,
  description,
  data,
  noun = "Score",
  rowHeading = "Name",
  maturity = true,
  max,
  level,
}: {
  title: string;
  description?: string;
  data: ComparisonRow[];
  /** What the value is; the header of the table. */
  noun?: string;
  /** What a row is; the header of the table. */
  rowHeading?: string;
  maturity?: boolean;
  /** End of the axis; default 5 for maturity, else the largest value. */
  max?: number;
  level?: 2 | 3;
}) {
  const end = max ?? (maturity ? 5 : Math.max(1, ...data.map((row) => row.value ?? 0)));
  const height = barsHeight(data.length);
  const detailed = data.some((row) => row.detail);
  return (
    <ChartFrame
      {...{ title, description, height, level }}
      table={{
        columns: [rowHeading, noun, ...(detailed ? ["Detail"] : [])],
        rows: data.map((row) => ({
          key: row.label,
          href: row.href,
          cells: [row.label, row.value, ...(detailed ? [row.detail ?? null] : [])],
        })),
      }}
    >
      <ScoreBars
        rows={data.map(({ label, value, href }) => ({
          label,
          href,
          value: value ?? 0,
          words: formatScore(value),
          fill: maturity ? maturityFill(value) : "var(--chart-self)",
        }))}
        end={end}
        labelWidth={44}
        renderLabel={({ words }, y) => (
          <text x="100%" y={y} dy="0.35em" textAnchor="end" fontSize={12} fontWeight={600} fill="var(--ink)">
            {words}
          </text>
        )}
      />
    </ChartFrame>
  );
}
