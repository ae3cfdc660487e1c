"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartFrame } from "./chart-frame";
import { countAxis, formatDay, formatFullDay, gridStroke, tickStyle } from "./chart-style";
import { ChartTooltip } from "./chart-tooltip";

/** How much happened on each day (or week), as bars over time. */
export function ActivityBars({
  title,
  description,
  data,
  noun,
  height = 200,
  level,
}: {
  title: string;
  description?: string;
  /** In order of time; `date` is an ISO date. */
  data: { date: string; count: number }[];
  /** What is counted: "Answers saved". */
  noun: string;
  height?: number;
  level?: 2 | 3;
}) {
  return (
    <ChartFrame
      {...{ title, description, height, level }}
      table={{
        columns: ["Date", noun],
        rows: data.map((entry) => ({ key: entry.date, cells: [formatFullDay(entry.date), entry.count] })),
      }}
    >
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={data}
          accessibilityLayer={false}
          margin={{ top: 8, right: 0, bottom: 0, left: -20 }}
          maxBarSize={28}
        >
          <CartesianGrid stroke={gridStroke} vertical={false} />
          <XAxis
            dataKey="date"
            tickFormatter={formatDay}
            tick={tickStyle}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            minTickGap={28}
          />
          <YAxis {...countAxis} />
          <Tooltip
            cursor={{ fill: "var(--hover)" }}
            content={<ChartTooltip heading={(date) => formatFullDay(date)} />}
            isAnimationActive={false}
          />
          <Bar name={noun} dataKey="count" fill="var(--chart-self)" radius={[3, 3, 0, 0]} isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
