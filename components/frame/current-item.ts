import type { NavigationGroup } from "./types";

/** The address of the navigation item that a path belongs to: the longest that is it or lies above it. */
export function currentHref(navigation: NavigationGroup[], pathname: string): string | undefined {
  return navigation
    .flatMap((group) => group.items)
    .filter(({ href, exact }) => pathname === href || (!exact && href !== "/" && pathname.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]?.href;
}
