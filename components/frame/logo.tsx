import { cn } from "../ui/cn";

/** The mark: two open orbits around a point. */
export function Mark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden className={cn("shrink-0", className)}>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="#fff" strokeLinecap="round">
        <path d="M16 6.5a9.5 9.5 0 1 1-9.5 9.5" strokeWidth="2.75" />
        <path d="M16 11.25A4.75 4.75 0 1 1 11.25 16" strokeWidth="2.25" opacity=".75" />
      </g>
      <circle cx="16" cy="16" r="1.9" fill="#fff" />
    </svg>
  );
}
