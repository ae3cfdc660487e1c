"use client";

import { wrapText } from "./chart-style";

/** A category's name left of its bar, on up to two lines. */
export function BarLabelTick({
  x = 0,
  y = 0,
  payload,
  width,
}: {
  x?: number | string;
  y?: number | string;
  payload?: { value?: unknown };
  /** Characters a line. */
  width: number;
}) {
  const lines = wrapText(String(payload?.value ?? ""), width);
  return (
    <text x={Number(x) - 4} y={Number(y) - (lines.length - 1) * 6.5} textAnchor="end" fill="var(--ink)" fontSize={12}>
      {lines.map((line, index) => (
        <tspan key={index} x={Number(x) - 4} dy={index === 0 ? "0.35em" : 13}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** A bar with a hairline edge (pale steps stay visible, also on paper) and a mark where its target is. */
export function ScoreBar(props: {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  fill?: string;
  value?: unknown;
  payload?: { target?: number | null; value?: number };
  background?: { x?: number; width?: number };
  max?: number;
}) {
  const { x = 0, y = 0, width = 0, height = 0, fill, payload, background, max = 5 } = props;
  const left = background?.x ?? x;
  const full = background?.width ?? 0;
  const target = payload?.target;
  return (
    <g>
      <rect x={left} y={y} width={full} height={height} rx={3} fill="var(--subtle)" />
      {width > 0 && (
        <rect
          x={x + 0.5}
          y={y + 0.5}
          width={Math.max(0, width - 1)}
          height={height - 1}
          rx={3}
          fill={fill}
          stroke="var(--line-strong)"
        />
      )}
      {typeof target === "number" && full > 0 && (
        <line
          x1={left + (target / max) * full}
          x2={left + (target / max) * full}
          y1={y - 3}
          y2={y + height + 3}
          stroke="var(--ink)"
          strokeWidth={2.5}
        />
      )}
    </g>
  );
}
