import NextLink from "next/link";
import { buttonClass } from "./button";

/** The next page of a keyset list, as a link; says so when the list has ended. `shown` counts what is on the page. */
export function LoadMore({ href, shown, noun = "entries" }: { href: string | null; shown: number; noun?: string }) {
  if (!href)
    return shown > 0 ? (
      <p className="py-4 text-center text-sm text-muted">
        End of list, {shown} {noun} shown
      </p>
    ) : null;
  return (
    <div className="flex justify-center py-4">
      <NextLink href={href} scroll={false} className={buttonClass("secondary")} rel="next">
        Load more
      </NextLink>
    </div>
  );
}
