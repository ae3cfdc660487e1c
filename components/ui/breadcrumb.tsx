import NextLink from "next/link";
import { Fragment } from "react";
import { cn } from "./cn";

export interface Crumb {
  label: string;
  /** Absent on the page itself. */
  href?: string;
}

/** Where this page stands. */
export function Breadcrumb({ items, className }: { items: Crumb[]; className?: string }) {
  return (
    <nav aria-label="Breadcrumb" className={cn("min-w-0", className)}>
      <ol className="flex min-w-0 items-center gap-1.5 text-base">
        {items.map((crumb, index) => {
          const last = index === items.length - 1;
          return (
            <Fragment key={index}>
              <li className={cn("min-w-0 truncate", last ? "shrink-0 max-w-full" : "max-sm:hidden")}>
                {crumb.href && !last ? (
                  <NextLink href={crumb.href} className="rounded-sm text-muted hover:text-ink">
                    {crumb.label}
                  </NextLink>
                ) : (
                  <span aria-current={last ? "page" : undefined} className={last ? "font-medium" : "text-muted"}>
                    {crumb.label}
                  </span>
                )}
              </li>
              {!last && (
                <li aria-hidden className="text-line-strong max-sm:hidden">
                  /
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
