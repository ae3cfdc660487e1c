"use client";

import NextLink from "next/link";
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { formatScore } from "./chart-tooltip";

export interface ChartTable {
  /** Header of each column; the first names the row. */
  columns: string[];
  rows: { key: string; href?: string; cells: (string | number | null)[] }[];
}

export interface SeriesKey {
  label: string;
  color: string;
  /** The dash pattern of its line, so that it is told apart in black and white. */
  dash?: string;
  shape?: "line" | "bar" | "marker";
}

/**
 * A chart's surroundings: the message as its title, the key to its series, and the same data as a table,
 * one press of "t" away. The plot's height is reserved, so nothing moves when it is drawn.
 */
export function ChartFrame({
  title,
  description,
  height,
  series = [],
  table,
  asTable = false,
  level = 3,
  className,
  children,
}: {
  /** The message, a sentence: "Deployment is furthest from target". */
  title: string;
  description?: string;
  /** Pixels of the plot. */
  height: number;
  series?: SeriesKey[];
  table: ChartTable;
  /** Begins as the table: for data too small for the plot. */
  asTable?: boolean;
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const [shown, setShown] = useState(asTable);
  const Heading = `h${level}` as const;

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "t" || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    setShown((now) => !now);
  }

  return (
    <figure
      aria-labelledby={`${id}-title`}
      onKeyDown={onKeyDown}
      className={cn("flex min-w-0 flex-col gap-3", className)}
    >
      <figcaption className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <Heading id={`${id}-title`} className="text-base font-semibold text-pretty">
            {title}
          </Heading>
          {description && (
            <p id={`${id}-description`} className="text-sm text-muted">
              {description}
            </p>
          )}
        </div>
        <Button
          size="sm"
          variant="ghost"
          icon={shown ? "chart" : "table"}
          aria-keyshortcuts="t"
          title="t"
          className="-mt-1 -mr-2 text-muted print:hidden"
          onClick={() => setShown(!shown)}
        >
          {shown ? "Show as chart" : "Show as table"}
          <span className="sr-only">: {title}</span>
        </Button>
      </figcaption>
      {shown ? (
        <DataTable label={title} table={table} minHeight={height} />
      ) : (
        <>
          {series.length > 0 && <SeriesKeys series={series} />}
          <div
            role="img"
            tabIndex={0}
            aria-labelledby={`${id}-title`}
            aria-describedby={description ? `${id}-description` : undefined}
            style={{ height }}
            className="w-full min-w-0 rounded-sm [&_.recharts-surface]:outline-none"
          >
            {children}
          </div>
        </>
      )}
    </figure>
  );
}

function SeriesKeys({ series }: { series: SeriesKey[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {series.map((entry) => (
        <li key={entry.label} className="flex items-center gap-1.5">
          <svg width="22" height="10" aria-hidden className="shrink-0">
            {entry.shape === "bar" ? (
              <rect x="4" width="14" height="10" rx="2" fill={entry.color} />
            ) : entry.shape === "marker" ? (
              <line x1="11" x2="11" y1="0" y2="10" stroke={entry.color} strokeWidth="2.5" />
            ) : (
              <line x1="0" x2="22" y1="5" y2="5" stroke={entry.color} strokeWidth="2.25" strokeDasharray={entry.dash} />
            )}
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
  );
}

function formatCell(cell: string | number | null): string {
  return typeof cell === "number" ? formatScore(cell) : (cell ?? "–");
}

function DataTable({ label, table, minHeight }: { label: string; table: ChartTable; minHeight: number }) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="overflow-auto rounded-md" style={{ minHeight }}>
      <table className="w-full text-sm">
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={cn(
                  "h-8 border-b border-line px-3 text-xs font-medium text-muted",
                  index === 0 ? "text-left" : "text-right",
                )}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.key} className="border-b border-line last:border-0">
              {row.cells.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row" className="h-8 px-3 text-left font-normal">
                    {row.href ? (
                      <NextLink
                        href={row.href}
                        className="underline decoration-line-strong underline-offset-3 hover:decoration-current"
                      >
                        {cell}
                      </NextLink>
                    ) : (
                      cell
                    )}
                  </th>
                ) : (
                  <td key={index} className="h-8 px-3 text-right">
                    {formatCell(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
