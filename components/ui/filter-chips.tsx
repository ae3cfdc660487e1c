import NextLink from "next/link";
import { cn } from "./cn";
import { Count } from "./badge";
import { Icon } from "./icon";

/** Choices of a filter as links, the current ones marked; which are set is in the address. */
export function FilterChips({
  label,
  items,
  className,
}: {
  label: string;
  items: { label: string; href: string; current?: boolean; count?: number }[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={className}>
      <ul className="flex flex-wrap gap-1.5">
        {items.map((item) => (
          <li key={item.label}>
            <NextLink
              href={item.href}
              scroll={false}
              aria-current={item.current ? "true" : undefined}
              className={cn(
                "inline-flex h-7 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-sm text-muted hover:bg-hover hover:text-ink",
                item.current &&
                  "border-accent bg-accent-soft font-medium text-accent-soft-fg hover:bg-accent-soft hover:text-accent-soft-fg",
              )}
            >
              {item.label}
              {item.count !== undefined && (
                <Count value={item.count} className={item.current ? "bg-surface" : undefined} />
              )}
            </NextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Filters that are set, each with the link that removes it. */
export function AppliedFilters({
  items,
  clearHref,
}: {
  items: { label: string; removeHref: string }[];
  clearHref: string;
}) {
  if (items.length === 0) return null;
  return (
    <ul aria-label="Filters set" className="flex flex-wrap items-center gap-1.5">
      {items.map((item) => (
        <li key={item.label}>
          <NextLink
            href={item.removeHref}
            scroll={false}
            aria-label={`Remove filter ${item.label}`}
            className="inline-flex h-7 items-center gap-1.5 rounded-full border border-line bg-accent-soft px-2.5 text-sm text-accent-soft-fg"
          >
            {item.label}
            <Icon name="x" size={13} />
          </NextLink>
        </li>
      ))}
      <li>
        <NextLink
          href={clearHref}
          scroll={false}
          className="rounded-sm px-1.5 text-sm text-muted underline underline-offset-3 hover:text-ink"
        >
          Clear all
        </NextLink>
      </li>
    </ul>
  );
}
