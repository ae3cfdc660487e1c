"use client";

import { useRouter } from "next/navigation";
import type { ReactElement } from "react";
import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useMedia } from "../ui/use-media";
import { BarLabelTick, ScoreBar } from "./bar-parts";
import { scoreTicks, tickStyle } from "./chart-style";

export interface ScoreBarRow {
  label: string;
  value: number;
  fill: string;
  href?: string;
}

const ROW_HEIGHT = 32;
/** Pixels that so many bars and their axis take. */
export const barsHeight = (rows: number) => (rows + 1) * ROW_HEIGHT;

/** Horizontal bars, a row each, with their words at the right edge. A bar that has an address leads there. */
export function ScoreBars<Row extends ScoreBarRow>({
  rows,
  end = 5,
  labelWidth,
  renderLabel,
}: {
  rows: Row[];
  /** End of the axis; 5 is the scale of scores. */
  end?: number;
  /** Pixels kept at the right for the words. */
  labelWidth: number;
  /** The words of a row, at the height of its middle. */
  renderLabel: (row: Row, y: number) => ReactElement;
}) {
  const router = useRouter();
  const narrow = useMedia("(max-width: 40rem)");
  return (
    <ResponsiveContainer width="100%" height={barsHeight(rows.length)}>
      <BarChart
        data={rows}
        layout="vertical"
        accessibilityLayer={false}
        margin={{ top: 0, right: labelWidth, bottom: 0, left: 0 }}
        barSize={16}
      >
        <XAxis
          type="number"
          domain={[0, end]}
          ticks={end === 5 ? scoreTicks : undefined}
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
          dataKey="value"
          isAnimationActive={false}
          shape={<ScoreBar max={end} />}
          className={rows.some((row) => row.href) ? "cursor-pointer" : undefined}
          onClick={(bar) => {
            const href = (bar as { payload?: Row }).payload?.href;
            if (href) router.push(href);
          }}
        >
          {rows.map((row) => (
            <Cell key={row.label} fill={row.fill} />
          ))}
          <LabelList
            content={({ y, height, index }) => {
              const row = rows[Number(index)];
              return row ? renderLabel(row, Number(y) + Number(height) / 2) : null;
            }}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
