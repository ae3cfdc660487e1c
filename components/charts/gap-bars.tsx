"use client";

import { ChartFrame } from "./chart-frame";
import { maturityFill, targetSeries } from "./chart-style";
import { barsHeight, ScoreBars } from "./score-bars";

export interface GapRow {
  label: string;
  score: number | null;
  target: number;
  href?: string;
}

/** Scores (0–5) against their targets, furthest from target first. A bar leads to what is behind it; so does its row in the table. */
export function GapBars({
  title,
  description,
  data,
  limit,
  rowHeading = "Dimension",
  level,
}: {
  title: string;
  description?: string;
  data: GapRow[];
  /** Draw only the widest gaps; the table always has all. */
  limit?: number;
  /** What a row is; the header of the table. */
  rowHeading?: string;
  level?: 2 | 3;
}) {
  const rows = data
    .map((row) => ({
      ...row,
      value: row.score ?? 0,
      gap: Math.max(0, row.target - (row.score ?? 0)),
      fill: maturityFill(row.score),
    }))
    .sort((a, b) => b.gap - a.gap || a.label.localeCompare(b.label));
  const drawn = rows.slice(0, limit ?? rows.length);
  const height = barsHeight(drawn.length);
  return (
    <ChartFrame
      {...{ title, description, height, level }}
      series={[{ ...targetSeries, shape: "marker" }]}
      table={{
        columns: [rowHeading, "Score", "Target", "Gap"],
        rows: rows.map((row) => ({
          key: row.label,
          href: row.href,
          cells: [row.label, row.score, row.target, Number(row.gap.toFixed(2))],
        })),
      }}
    >
      <ScoreBars
        rows={drawn}
        labelWidth={76}
        renderLabel={({ score, gap }, y) => <GapLabel y={y} score={score} gap={gap} />}
      />
    </ChartFrame>
  );
}

/** The words at the right edge: the score, and how far from target. */
function GapLabel({ y, score, gap }: { y: number; score: number | null; gap: number }) {
  return (
    <text x="100%" y={y} dy="0.35em" textAnchor="end" fontSize={12} fill="var(--ink)">
      <tspan fontWeight={600}>{score === null ? "–" : score.toFixed(1)}</tspan>
      <tspan fill="var(--muted)">{score === null ? "  no score" : gap > 0 ? `  −${gap.toFixed(1)}` : "  met"}</tspan>
    </text>
  );
}
