import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/**
 * A dense table in a labelled region. `stack` turns rows into blocks under 640 px (give every Td its `label`);
 * otherwise the region scrolls sideways and takes focus for that. The roles are written out because stacking
 * changes `display`, which would take them away.
 */
export function Table({
  label,
  stack = false,
  sticky = true,
  className,
  children,
}: {
  /** What the table lists, for screen readers. */
  label: string;
  stack?: boolean;
  /** The header stays visible under the top bar while the page scrolls (only where nothing scrolls sideways). */
  sticky?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      data-stack={stack || undefined}
      data-sticky={sticky || undefined}
      className={cn("table-region", className)}
    >
      <table role="table" className="w-full border-separate border-spacing-0 text-base" aria-label={label}>
        {children}
      </table>
    </div>
  );
}

/** The header rows. */
export function Thead(props: ComponentProps<"thead">) {
  return <thead role="rowgroup" {...props} />;
}

/** The body rows. */
export function Tbody(props: ComponentProps<"tbody">) {
  return <tbody role="rowgroup" {...props} />;
}

/** A row; `selected` marks the one that keys act on. */
export function Tr({ selected, className, ...props }: ComponentProps<"tr"> & { selected?: boolean }) {
  return (
    <tr
      role="row"
      aria-current={selected || undefined}
      className={cn("group/row", selected && "bg-accent-soft", className)}
      {...props}
    />
  );
}

const aligns = { start: "text-left", end: "text-right tabular-nums", center: "text-center" };

/** A column's header. With `sort` it says how the column is sorted; put the link that sorts inside. */
export function Th({
  align = "start",
  sort,
  className,
  ...props
}: Omit<ComponentProps<"th">, "align"> & { align?: keyof typeof aligns; sort?: "ascending" | "descending" }) {
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sort}
      className={cn(
        "h-9 border-b border-line bg-surface px-3 text-xs font-medium whitespace-nowrap text-muted",
        aligns[align],
        className,
      )}
      {...props}
    />
  );
}

/** A cell. `label` names it when rows are stacked on a phone. */
export function Td({
  align = "start",
  label,
  className,
  children,
  ...props
}: Omit<ComponentProps<"td">, "align"> & { align?: keyof typeof aligns; label?: string }) {
  return (
    <td
      role="cell"
      data-label={label}
      className={cn(
        "h-10 border-b border-line px-3 py-1.5 group-last/row:border-b-0 group-hover/row:bg-hover/60",
        aligns[align],
        className,
      )}
      {...props}
    >
      {children}
    </td>
  );
}
