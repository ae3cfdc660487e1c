"use client";

import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, Radar, RadarChart, ResponsiveContainer, Tooltip } from "recharts";
import { useMedia } from "../ui/use-media";
import { ChartFrame } from "./chart-frame";
import { scoreTicks, selfSeries, targetSeries, tickStyle, validatedSeries, wrapText } from "./chart-style";
import { ChartTooltip } from "./chart-tooltip";
import { RadarLine } from "./radar-line";

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
  const narrow = useMedia("(max-width: 40rem)");
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
        <RadarChart data={data} outerRadius={narrow ? "58%" : "76%"} accessibilityLayer={false}>
          <PolarGrid stroke="var(--line)" />
          <PolarRadiusAxis
            domain={[0, 5]}
            ticks={scoreTicks}
            tickFormatter={(tick: number) => (tick === 0 || tick === 5 ? "" : String(tick))}
            angle={90}
            axisLine={false}
            tick={{ ...tickStyle, fontSize: 10 }}
          />
          <PolarAngleAxis
            dataKey="dimension"
            tick={(props: Omit<AngleTickProps, "width">) => <AngleTick {...props} width={narrow ? 12 : 16} />}
          />
          {has("target") && (
            <Radar
              name="Target"
              dataKey="target"
              shape={<RadarLine color={targetSeries.color} dash={targetSeries.dash} weight={1.5} />}
              stroke={targetSeries.color}
              isAnimationActive={false}
            />
          )}
          <Radar
            name="Self-assessed"
            dataKey="self"
            shape={<RadarLine color={selfSeries.color} filled marker="solid" />}
            stroke={selfSeries.color}
            isAnimationActive={false}
          />
          {has("validated") && (
            <Radar
              name="Validated"
              dataKey="validated"
              shape={<RadarLine color={validatedSeries.color} dash={validatedSeries.dash} marker="open" />}
              stroke={validatedSeries.color}
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
  /** Characters a line. */
  width: number;
}

function AngleTick({ x = 0, y = 0, textAnchor, payload, width }: AngleTickProps) {
  const lines = wrapText(String(payload?.value ?? ""), width);
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
