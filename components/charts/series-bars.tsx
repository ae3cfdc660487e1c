"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartFrame } from "./chart-frame";
import { countAxis, formatDay, formatFullDay, gridStroke, tickStyle } from "./chart-style";
import { ChartTooltip } from "./chart-tooltip";

/** One and two series have the colours of other charts; up to six the grounds of one palette: all differ in lightness, so also on paper. */
const few = ["var(--chart-self)", "var(--maturity-2)"];
const many = ["var(--maturity-5)", "var(--maturity-4)", "var(--maturity-3)", "var(--maturity-2)", "var(--maturity-1)"];
const fillOf = (index: number, of: number) => (of <= few.length ? few : many)[index] ?? "var(--line-strong)";

const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
const formats = { day: { tick: formatDay, full: formatFullDay }, month: { tick: monthOf, full: monthOf } };
function monthOf(date: number | string) {
  return month.format(new Date(date));
}

/** Several counts at each date: on each other where they are parts of one, else side by side. */
export function SeriesBars({
  title,
  description,
  data,
  series,
  stacked = false,
  step = "day",
  height = 220,
  level,
}: {
  title: string;
  description?: string;
  /** In order of time; `date` is an ISO date, `counts` in the order of `series`. */
  data: { date: string; counts: number[] }[];
  /** What is counted, at most six. */
  series: string[];
  stacked?: boolean;
  step?: keyof typeof formats;
  height?: number;
  level?: 2 | 3;
}) {
  const { tick, full } = formats[step];
  return (
    <ChartFrame
      {...{ title, description, height, level }}
      series={series.map((label, index) => ({ label, color: fillOf(index, series.length), shape: "bar" as const }))}
      table={{
        columns: [step === "day" ? "Date" : "Month", ...series],
        rows: data.map(({ date, counts }) => ({ key: date, cells: [full(date), ...counts] })),
      }}
    >
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={data.map(({ date, counts }) => ({ date, ...Object.fromEntries(counts.map((n, at) => [`s${at}`, n])) }))}
          accessibilityLayer={false}
          margin={{ top: 8, right: 0, bottom: 0, left: -20 }}
          maxBarSize={28}
        >
          <CartesianGrid stroke={gridStroke} vertical={false} />
          <XAxis
            dataKey="date"
            tickFormatter={tick}
            tick={tickStyle}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            minTickGap={28}
          />
          <YAxis {...countAxis} />
          <Tooltip
            cursor={{ fill: "var(--hover)" }}
            content={<ChartTooltip heading={(date) => full(date)} />}
            isAnimationActive={false}
          />
          {series.map((name, index) => (
            <Bar
              key={name}
              name={name}
              dataKey={`s${index}`}
              stackId={stacked ? "all" : undefined}
              fill={fillOf(index, series.length)}
              stroke="var(--surface)"
              strokeWidth={stacked ? 0.5 : 0}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
