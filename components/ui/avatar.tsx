import { cn } from "./cn";

const grounds = ["accent", "info", "violet", "success", "warning", "neutral"] as const;

/** The initials of a person or organisation on a ground that its name decides. Decorative: show the name beside it. */
export function Avatar({ name, size = 24, className }: { name: string; size?: number; className?: string }) {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const initials = ((words[0]?.[0] ?? "?") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
  const hash = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const ground = grounds[hash % grounds.length]!;
  return (
    <span
      aria-hidden
      style={{
        width: size,
        height: size,
        fontSize: size * 0.42,
        background: `var(--${ground}-soft)`,
        color: `var(--${ground}-soft-fg)`,
      }}
      className={cn(
        "inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none",
        className,
      )}
    >
      {initials}
    </span>
  );
}
