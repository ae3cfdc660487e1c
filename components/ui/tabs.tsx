"use client";

import NextLink from "next/link";
import { cn } from "./cn";
import { Count } from "./badge";

/** Views of one thing as links: which one is open is in the address. */
export function Tabs({
  label,
  items,
  className,
}: {
  label: string;
  items: { href: string; label: string; count?: number; current?: boolean }[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn("-mb-px overflow-x-auto border-b border-line", className)}>
      <ul className="flex gap-1">
        {items.map((item) => (
          <li key={item.href}>
            <NextLink
              href={item.href}
              scroll={false}
              aria-current={item.current ? "page" : undefined}
              className={cn(
                "flex h-9 items-center gap-2 border-b-2 border-transparent px-2.5 font-medium whitespace-nowrap text-muted -outline-offset-2 hover:text-ink",
                item.current && "border-accent text-ink",
              )}
            >
              {item.label}
              {item.count !== undefined && <Count value={item.count} />}
            </NextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
