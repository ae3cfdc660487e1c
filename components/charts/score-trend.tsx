"use client";

import {
  CartesianGrid,
  LabelList,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartFrame } from "./chart-frame";
import {
  formatDay,
  formatFullDay,
  gridStroke,
  scoreTicks,
  selfSeries,
  targetSeries,
  tickStyle,
  validatedSeries,
} from "./chart-style";
import { ChartTooltip, formatScore } from "./chart-tooltip";

export interface TrendPoint {
  /** ISO date or date-time. */
  date: string;
  self: number | null;
  validated?: number | null;
  /** What happened then, shown in the table: "Round 2 closed". */
  label?: string;
  href?: string;
}

/** Overall maturity (0–5) over time, self-assessed beside validated, with the target as a line. Needs two points; one begins as a table. */
export function ScoreTrend({
  title,
  description,
  data,
  target,
  height = 260,
  level,
}: {
  title: string;
  description?: string;
  data: TrendPoint[];
  target?: number | null;
  height?: number;
  level?: 2 | 3;
}) {
  const points = data
    .map((point) => ({ ...point, time: new Date(point.date).getTime() }))
    .sort((a, b) => a.time - b.time);
  const validated = points.some((point) => point.validated !== null && point.validated !== undefined);
  const labelled = points.some((point) => point.label);
  return (
    <ChartFrame
      {...{ title, description, height, level }}
      asTable={points.length < 2}
      table={{
        columns: ["Date", ...(labelled ? ["Event"] : []), "Self-assessed", ...(validated ? ["Validated"] : [])],
        rows: points.map((point) => ({
          key: point.date,
          href: point.href,
          cells: [
            formatFullDay(point.time),
            ...(labelled ? [point.label ?? null] : []),
            point.self,
            ...(validated ? [point.validated ?? null] : []),
          ],
        })),
      }}
    >
      <ResponsiveContainer width="100%" height={height}>
        <LineChart data={points} accessibilityLayer={false} margin={{ top: 8, right: 128, bottom: 0, left: -28 }}>
          <CartesianGrid stroke={gridStroke} vertical={false} />
          <XAxis
            dataKey="time"
            type="number"
            scale="time"
            domain={["dataMin", "dataMax"]}
            tickFormatter={formatDay}
            tick={tickStyle}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            minTickGap={40}
          />
          <YAxis domain={[0, 5]} ticks={scoreTicks} tick={tickStyle} tickLine={false} axisLine={false} />
          {target !== null && target !== undefined && (
            <ReferenceLine
              y={target}
              stroke={targetSeries.color}
              strokeDasharray={targetSeries.dash}
              strokeWidth={1.5}
              label={{
                value: `Target ${formatScore(target)}`,
                position: "insideTopLeft",
                fill: "var(--muted)",
                fontSize: 12,
              }}
            />
          )}
          <Tooltip content={<ChartTooltip heading={(time) => formatFullDay(time)} />} isAnimationActive={false} />
          <Line
            name="Self-assessed"
            dataKey="self"
            connectNulls
            stroke={selfSeries.color}
            strokeWidth={2}
            dot={{ r: 3, fill: selfSeries.color }}
            isAnimationActive={false}
          >
            <LabelList
              dataKey="self"
              content={<EndLabel name="Self-assessed" color={selfSeries.color} points={points} series="self" />}
            />
          </Line>
          {validated && (
            <Line
              name="Validated"
              dataKey="validated"
              connectNulls
              stroke={validatedSeries.color}
              strokeDasharray={validatedSeries.dash}
              strokeWidth={2}
              dot={{ r: 3, fill: "var(--surface)", strokeDasharray: "none" }}
              isAnimationActive={false}
            >
              <LabelList
                dataKey="validated"
                content={<EndLabel name="Validated" color={validatedSeries.color} points={points} series="validated" />}
              />
            </Line>
          )}
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

interface EndLabelProps {
  x?: number | string;
  y?: number | string;
  index?: number;
  name: string;
  color: string;
  series: "self" | "validated";
  points: TrendPoint[];
}

/** Names a line at its last point; when both lines end close together the lower one's name moves down. */
function EndLabel({ x = 0, y = 0, index, name, color, series, points }: EndLabelProps) {
  const last = points.findLastIndex((point) => typeof point[series] === "number");
  if (index !== last) return null;
  const other = points.findLast((point) => typeof point[series === "self" ? "validated" : "self"] === "number");
  const mine = points[last]?.[series] as number;
  const theirs = other?.[series === "self" ? "validated" : "self"];
  const distance = typeof theirs === "number" ? mine - theirs : 5;
  const shift = Math.abs(distance) >= 0.5 ? 0 : distance > 0 || (distance === 0 && series === "self") ? -9 : 9;
  return (
    <text x={Number(x) + 9} y={Number(y) + shift} dy="0.35em" fill={color} fontSize={12} fontWeight={600}>
      {name} {formatScore(mine)}
    </text>
  );
}
