"use client";

import { useRouter } from "next/navigation";
import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { maturityStep } from "../ui/maturity-badge";
import { useMedia } from "../ui/use-media";
import { BarLabelTick, ScoreBar } from "./bar-parts";
import { ChartFrame } from "./chart-frame";
import { scoreTicks, tickStyle } from "./chart-style";
import { formatScore } from "./chart-tooltip";

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
  const router = useRouter();
  const narrow = useMedia("(max-width: 40rem)");
  const end = max ?? (maturity ? 5 : Math.max(1, ...data.map((row) => row.value ?? 0)));
  const height = data.length * 32 + 32;
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
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={data}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 0, right: 44, bottom: 0, left: 0 }}
          barSize={16}
        >
          <XAxis
            type="number"
            domain={[0, end]}
            ticks={maturity && end === 5 ? scoreTicks : undefined}
            allowDecimals={false}
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
            dataKey={(row: ComparisonRow) => row.value ?? 0}
            isAnimationActive={false}
            shape={<ScoreBar max={end} />}
            className={data.some((row) => row.href) ? "cursor-pointer" : undefined}
            onClick={(bar) => {
              const href = (bar as { payload?: ComparisonRow }).payload?.href;
              if (href) router.push(href);
            }}
          >
            {data.map((row) => (
              <Cell
                key={row.label}
                fill={maturity ? `var(--maturity-${maturityStep(row.value) ?? 0})` : "var(--chart-self)"}
              />
            ))}
            <LabelList
              content={({ y, height: size, index }) => (
                <text
                  x="100%"
                  y={Number(y) + Number(size) / 2}
                  dy="0.35em"
                  textAnchor="end"
                  fontSize={12}
                  fontWeight={600}
                  fill="var(--ink)"
                >
                  {formatScore(data[Number(index)]?.value)}
                </text>
              )}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
