"use client";

import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, Radar, RadarChart, ResponsiveContainer, Tooltip } from "recharts";
import { ChartFrame } from "./chart-frame";
import { scoreTicks, selfSeries, targetSeries, tickStyle, validatedSeries, wrapText } from "./chart-style";
import { ChartTooltip } from "./chart-tooltip";

export interface RadarPoint {
  dimension: string;
  self: number | null;
  validated?: number | null;
  target?: number | null;
  /** Where the number comes from; a link in the table. */
  href?: string;
}

/** Self-assessed, validated and target maturity (0–5) over three or more dimensions; fewer begin as a table. */
export function RadarByDimension({
  title,
  description,
  data,
  height = 330,
  level,
}: {
  title: string;
  description?: string;
  data: RadarPoint[];
  height?: number;
  level?: 2 | 3;
}) {
  const has = (key: "validated" | "target") => data.some((point) => point[key] !== null && point[key] !== undefined);
  const shown = [selfSeries, ...(has("validated") ? [validatedSeries] : []), ...(has("target") ? [targetSeries] : [])];
  return (
    <ChartFrame
      {...{ title, description, height, level }}
      series={shown}
      asTable={data.length < 3}
      table={{
        columns: ["Dimension", ...shown.map((series) => series.label)],
        rows: data.map((point) => ({
          key: point.dimension,
          href: point.href,
          cells: [
            point.dimension,
            point.self,
            ...(has("validated") ? [point.validated ?? null] : []),
            ...(has("target") ? [point.target ?? null] : []),
          ],
        })),
      }}
    >
      <ResponsiveContainer width="100%" height={height}>
        <RadarChart data={data} outerRadius="74%" accessibilityLayer={false}>
          <PolarGrid stroke="var(--line)" />
          <PolarRadiusAxis
            domain={[0, 5]}
            ticks={scoreTicks}
            angle={90}
            axisLine={false}
            tick={{ ...tickStyle, fontSize: 10 }}
          />
          <PolarAngleAxis dataKey="dimension" tick={(props: AngleTickProps) => <AngleTick {...props} />} />
          {has("target") && (
            <Radar
              name="Target"
              dataKey="target"
              stroke={targetSeries.color}
              strokeDasharray={targetSeries.dash}
              strokeWidth={1.5}
              fill="none"
              isAnimationActive={false}
            />
          )}
          <Radar
            name="Self-assessed"
            dataKey="self"
            stroke={selfSeries.color}
            strokeWidth={2}
            fill={selfSeries.color}
            fillOpacity={0.12}
            dot={{ r: 3, fill: selfSeries.color, fillOpacity: 1 }}
            isAnimationActive={false}
          />
          {has("validated") && (
            <Radar
              name="Validated"
              dataKey="validated"
              stroke={validatedSeries.color}
              strokeDasharray={validatedSeries.dash}
              strokeWidth={2}
              fill="none"
              dot={{ r: 3, fill: "var(--surface)", fillOpacity: 1, strokeDasharray: "none" }}
              isAnimationActive={false}
            />
          )}
          <Tooltip content={<ChartTooltip />} isAnimationActive={false} />
        </RadarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

interface AngleTickProps {
  x?: number | string;
  y?: number | string;
  textAnchor?: string;
  payload?: { value?: string };
}

function AngleTick({ x = 0, y = 0, textAnchor, payload }: AngleTickProps) {
  const lines = wrapText(String(payload?.value ?? ""), 16);
  return (
    <text
      x={x}
      y={Number(y) - (lines.length - 1) * 7}
      textAnchor={textAnchor as "middle"}
      fill="var(--ink)"
      fontSize={11.5}
    >
      {lines.map((line, index) => (
        <tspan key={index} x={x} dy={index === 0 ? "0.35em" : 14}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
