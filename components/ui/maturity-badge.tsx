import type { CSSProperties } from "react";
import { cn } from "./cn";

/** The step 0–5 of the palette for a score on the 0–5 scale; null has none. */
export function maturityStep(score: number | null | undefined): 0 | 1 | 2 | 3 | 4 | 5 | null {
  if (score === null || score === undefined || Number.isNaN(score)) return null;
  return Math.min(5, Math.max(0, Math.round(score))) as 0 | 1 | 2 | 3 | 4 | 5;
}

/** Ground and text colour of a score, as an inline style; nothing for null. */
export function maturityStyle(score: number | null | undefined): CSSProperties {
  const step = maturityStep(score);
  return step === null ? {} : { background: `var(--maturity-${step})`, color: `var(--maturity-${step}-fg)` };
}

const sizes = {
  sm: "h-5 min-w-7 px-1.5 text-xs",
  md: "h-6 min-w-9 px-2 text-sm",
  lg: "h-9 min-w-14 px-3 text-lg",
};

/** A maturity score with its number on the colour of its level; "–" when there is none. */
export function MaturityBadge({
  score,
  level,
  size = "md",
  digits = 1,
  suggested = false,
  className,
}: {
  /** 0–5, or null when nothing was scored. */
  score: number | null | undefined;
  /** The level's name, shown beside the number. */
  level?: string;
  size?: keyof typeof sizes;
  /** Decimals, 0–2; `exact` shows as many as the score has. */
  digits?: number | "exact";
  /** A machine's suggestion rather than a person's choice: drawn with a dashed edge and said in words. */
  suggested?: boolean;
  className?: string;
}) {
  const none = maturityStep(score) === null;
  return (
    <span className={cn("inline-flex flex-wrap items-center gap-x-2 gap-y-0.5 align-middle", className)}>
      <span
        style={maturityStyle(score)}
        className={cn(
          "inline-flex items-center justify-center rounded-sm font-semibold tabular-nums",
          none && "border border-dashed border-line-strong font-normal text-muted",
          suggested && "outline-1 outline-offset-1 outline-line-strong outline-dashed",
          sizes[size],
        )}
      >
        {none ? (
          <span aria-label="no score">–</span>
        ) : digits === "exact" ? (
          String(Math.round(score! * 100) / 100)
        ) : (
          score!.toFixed(digits)
        )}
      </span>
      {level && (
        <span className={cn("font-medium tracking-normal", size === "lg" ? "text-lg" : "text-base")}>{level}</span>
      )}
      {suggested && <span className="text-xs text-muted">suggested</span>}
    </span>
  );
}
