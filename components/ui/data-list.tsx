import type { ReactNode } from "react";
import { cn } from "./cn";

/** Facts as term and value. */
export function DataList({
  items,
  className,
}: {
  items: { term: ReactNode; value: ReactNode; key?: string }[];
  className?: string;
}) {
  return (
    <dl className={cn("grid grid-cols-[minmax(6rem,max-content)_1fr] gap-x-6 gap-y-2", className)}>
      {items.map((item, index) => (
        <div key={item.key ?? index} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{item.term}</dt>
          <dd className="min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A figure with its label; `detail` says what it is compared with. */
export function Stat({
  label,
  value,
  detail,
  className,
}: {
  label: string;
  value: ReactNode;
  detail?: ReactNode;
  className?: string;
}) {
  return (
    <dl className={cn("flex min-w-0 flex-col", className)}>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-2xl font-semibold tracking-tight tabular-nums">{value}</dd>
      {detail && <dd className="mt-0.5 text-xs text-muted">{detail}</dd>}
    </dl>
  );
}
