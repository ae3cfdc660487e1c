import { cn } from "./cn";

/** How much of something is done, as a bar and in words. `value` of `max`, both ≥ 0. */
export function Progress({
  value,
  max,
  label,
  text,
  hideText = false,
  className,
}: {
  value: number;
  max: number;
  /** What progresses, for screen readers. */
  label: string;
  /** The words; default "12 of 40". */
  text?: string;
  hideText?: boolean;
  className?: string;
}) {
  const words = text ?? `${value} of ${max}`;
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className={cn("flex items-center gap-3", className)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(value, max)}
        aria-valuetext={words}
        className="h-1.5 min-w-12 flex-1 overflow-hidden rounded-full bg-active"
      >
        <div
          className={cn("h-full rounded-full", share === 1 ? "bg-success" : "bg-accent")}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {!hideText && <span className="shrink-0 text-xs text-muted tabular-nums">{words}</span>}
    </div>
  );
}
