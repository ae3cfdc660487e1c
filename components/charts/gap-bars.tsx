"use client";

import { useRouter } from "next/navigation";
import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { maturityStep } from "../ui/maturity-badge";
import { useMedia } from "../ui/use-media";
import { BarLabelTick, ScoreBar } from "./bar-parts";
import { ChartFrame } from "./chart-frame";
import { scoreTicks, targetSeries, tickStyle } from "./chart-style";

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
  const router = useRouter();
  const narrow = useMedia("(max-width: 40rem)");
  const rows = data
    .map((row) => ({ ...row, value: row.score ?? 0, gap: Math.max(0, row.target - (row.score ?? 0)) }))
    .sort((a, b) => b.gap - a.gap || a.label.localeCompare(b.label));
  const drawn = rows.slice(0, limit ?? rows.length);
  const height = drawn.length * 32 + 32;
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
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={drawn}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 0, right: 76, bottom: 0, left: 0 }}
          barSize={16}
        >
          <XAxis
            type="number"
            domain={[0, 5]}
            ticks={scoreTicks}
            tick={tickStyle}
            tickLine={false}
            axisLine={{ stroke: "var(--line)" }}
          />
          <YAxis
            type="category"
            dataKey="label"
            width={narrow ? 116 : 190}
            interval={0}
            tickLine={false}
            axisLine={false}
            tick={<BarLabelTick width={narrow ? 15 : 30} />}
          />
          <Tooltip cursor={{ fill: "var(--hover)" }} content={() => null} />
          <Bar
            dataKey="value"
            isAnimationActive={false}
            shape={<ScoreBar />}
            className={drawn.some((row) => row.href) ? "cursor-pointer" : undefined}
            onClick={(bar) => {
              const href = (bar as { payload?: GapRow }).payload?.href;
              if (href) router.push(href);
            }}
          >
            {drawn.map((row) => (
              <Cell key={row.label} fill={`var(--maturity-${maturityStep(row.score) ?? 0})`} />
            ))}
            <LabelList
              dataKey="gap"
              content={({ y, height: size, index }) => {
                const row = drawn[Number(index)];
                if (!row) return null;
                return <GapLabel y={Number(y) + Number(size) / 2} score={row.score} gap={row.gap} />;
              }}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
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
