import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Icon, type IconName } from "./icon";
import { inkTone, softTone, type Tone } from "./tone";

/** A short word about a thing. */
export function Badge({ tone = "neutral", className, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 align-middle rounded-sm px-1.5 text-xs font-medium whitespace-nowrap",
        softTone[tone],
        className,
      )}
      {...props}
    />
  );
}

/** A status: hue, icon and word together. `plain` leaves the tinted ground away, for dense lists. */
export function StatusBadge({
  tone,
  icon,
  label,
  plain = false,
  className,
}: {
  tone: Tone;
  icon: IconName;
  label: string;
  plain?: boolean;
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1.5 align-middle text-xs font-medium whitespace-nowrap",
        plain ? inkTone[tone] : ["rounded-sm px-1.5", softTone[tone]],
        className,
      )}
    >
      <Icon name={icon} size={13} strokeWidth={2} className="shrink-0" />
      {label}
    </span>
  );
}

/** A number of things that wait; nothing at zero. `label` says what is counted, for screen readers. */
export function Count({ value, label, className }: { value: number; label?: string; className?: string }) {
  if (value <= 0) return null;
  return (
    <span
      className={cn(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-neutral-soft px-1.5 text-2xs font-semibold text-neutral-soft-fg",
        className,
      )}
    >
      {value > 999 ? "999+" : value}
      {label && <span className="sr-only"> {label}</span>}
    </span>
  );
}
