"use client";

interface Entry {
  name?: string | number;
  value?: unknown;
  color?: string;
  stroke?: string;
}

/** The values under the pointer. Only a convenience: the same numbers stand in the chart's table. */
export function ChartTooltip({
  active,
  payload,
  label,
  heading,
}: {
  active?: boolean;
  payload?: readonly Entry[];
  label?: string | number;
  /** Turns the axis value into words. */
  heading?: (label: string | number) => string;
}) {
  if (!active || !payload?.length) return null;
  return (
    <div className="rounded-md bg-raised px-2.5 py-2 text-xs shadow-pop">
      {label !== undefined && <p className="mb-1 font-medium">{heading ? heading(label) : label}</p>}
      {payload.map((entry) => (
        <p key={String(entry.name)} className="flex items-center justify-between gap-4">
          <span className="flex items-center gap-1.5 text-muted">
            <span aria-hidden className="h-0.5 w-3" style={{ background: entry.stroke ?? entry.color }} />
            {entry.name}
          </span>
          <span className="font-medium tabular-nums">{formatScore(entry.value)}</span>
        </p>
      ))}
    </div>
  );
}

/** A score with one or two decimals as it has them; "–" for none. */
export function formatScore(value: unknown): string {
  if (typeof value !== "number") return "–";
  return Number.isInteger(value)
    ? String(value)
    : value.toFixed(Math.abs(value * 10 - Math.round(value * 10)) < 1e-9 ? 1 : 2);
}
