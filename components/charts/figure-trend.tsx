"use client";

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartFrame } from "./chart-frame";
import { gridStroke, tickStyle } from "./chart-style";

export interface FigurePoint {
  /** ISO date-time. */
  at: string;
  value: number | null;
  /** The value in words, for the table and under the pointer: "1.2 GB". */
  text: string;
}

const moment = new Intl.DateTimeFormat("en-GB", {
  ...{ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC" },
});

/** One figure of the service over time. Fewer than two points begin as a table. */
export function FigureTrend({
  title,
  description,
  noun,
  data,
  height = 140,
}: {
  title: string;
  description?: string;
  /** What is measured: "Size". */
  noun: string;
  /** In order of time. */
  data: FigurePoint[];
  height?: number;
}) {
  const points = data.map((point) => ({ ...point, time: new Date(point.at).getTime() }));
  const most = points.reduce((highest, { value }) => Math.max(highest, value ?? 0), 0);
  return (
    <ChartFrame
      {...{ title, description, height }}
      asTable={points.length < 2}
      table={{
        columns: ["Time (UTC)", noun],
        rows: points.map(({ at, time, text }) => ({ key: at, cells: [moment.format(time), text] })),
      }}
    >
      <ResponsiveContainer width="100%" height={height}>
        <AreaChart data={points} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 8 }}>
          <CartesianGrid stroke={gridStroke} vertical={false} />
          <XAxis
            dataKey="time"
            type="number"
            scale="time"
            domain={["dataMin", "dataMax"]}
            tickFormatter={(time: number) => moment.format(time)}
            tick={tickStyle}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            minTickGap={60}
          />
          <YAxis hide domain={[0, most || 1]} />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as FigurePoint | undefined;
              if (!active || !point) return null;
              return (
                <p className="rounded-md bg-raised px-2.5 py-2 text-xs shadow-pop">
                  {moment.format(new Date(point.at))} <strong>{point.text}</strong>
                </p>
              );
            }}
          />
          <Area
            dataKey="value"
            stroke="var(--chart-self)"
            strokeWidth={2}
            fill="var(--chart-self)"
            fillOpacity={0.12}
            isAnimationActive={false}
          />
        </AreaChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
