import NextLink from "next/link";
import { cn } from "../ui/cn";
import { maturityStyle } from "../ui/maturity-badge";

interface HeatmapCell {
  /** The dimension, where cells of one column have different names. */
  label?: string;
  score: number | null;
  /** Such as "7 of 9 answered". */
  detail?: string;
  href?: string;
}

export interface HeatmapRow {
  label: string;
  href?: string;
  /** The row's own score, shown beside its name. */
  score?: number | null;
  cells: (HeatmapCell | null)[];
}

/**
 * A real table, coloured by maturity, the number always shown. With `columns` the cells share headings (products by section);
 * without, every cell carries its own name (sections by their dimensions) and rows may differ in length.
 */
export function Heatmap({
  label,
  rowHeading,
  columns,
  rows,
  className,
}: {
  /** Names the table: "Maturity by section and dimension". */
  label: string;
  /** What a row is: "Section". */
  rowHeading: string;
  columns?: string[];
  rows: HeatmapRow[];
  className?: string;
}) {
  const width = columns?.length ?? Math.max(1, ...rows.map((row) => row.cells.length));
  const scored = rows.some((row) => row.score !== undefined);
  const head = "h-9 px-2 text-left text-xs font-medium text-muted";
  return (
    <div role="region" aria-label={label} tabIndex={0} className={cn("overflow-x-auto rounded-md", className)}>
      <table
        aria-label={label}
        className="w-full table-fixed border-separate border-spacing-0.5"
        style={{ minWidth: `${9 + (scored ? 5 : 0) + width * 6.5}rem` }}
      >
        <thead>
          <tr>
            <th scope="col" className={cn(head, "sticky left-0 z-1 w-40 bg-surface max-sm:w-28")}>
              {rowHeading}
            </th>
            {scored && (
              <th scope="col" className={cn(head, "w-20")}>
                Average
              </th>
            )}
            {columns ? (
              columns.map((column) => (
                <th key={column} scope="col" className={head}>
                  {column}
                </th>
              ))
            ) : (
              <th scope="col" colSpan={width} className={head}>
                Dimensions
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row" className="sticky left-0 z-1 bg-surface px-2 text-left text-sm font-medium">
                {row.href ? (
                  <NextLink
                    href={row.href}
                    className="rounded-sm underline decoration-line-strong underline-offset-3 hover:decoration-current"
                  >
                    {row.label}
                  </NextLink>
                ) : (
                  row.label
                )}
              </th>
              {scored && <ScoreCell cell={{ score: row.score ?? null }} strong />}
              {Array.from({ length: width }, (_, index) => {
                const cell = row.cells[index];
                return cell ? <ScoreCell key={index} cell={cell} /> : <td key={index} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ScoreCell({ cell, strong = false }: { cell: HeatmapCell; strong?: boolean }) {
  const empty = cell.score === null;
  const content = (
    <>
      <span className={cn("block text-base font-semibold", strong && "text-lg")}>
        {empty ? <span aria-label="no score">–</span> : cell.score!.toFixed(1)}
      </span>
      {cell.label && <span className="block text-xs leading-4 text-pretty break-words hyphens-auto">{cell.label}</span>}
      {cell.detail && <span className="block text-2xs">{cell.detail}</span>}
    </>
  );
  const box = "flex h-full min-h-12 flex-col justify-center rounded-sm px-2 py-1.5";
  return (
    <td
      style={maturityStyle(cell.score)}
      className={cn("h-px rounded-sm p-0 align-top", empty && "border border-dashed border-line-strong text-muted")}
    >
      {cell.href ? (
        <NextLink
          href={cell.href}
          className={cn(box, "hover:underline hover:underline-offset-3 focus-visible:outline-offset-1")}
        >
          {content}
        </NextLink>
      ) : (
        <div className={box}>{content}</div>
      )}
    </td>
  );
}
