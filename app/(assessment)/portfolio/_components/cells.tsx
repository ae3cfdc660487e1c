import NextLink from "next/link";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { maturityStyle } from "@/components/ui/maturity-badge";
import { Th } from "@/components/ui/table";

/** What the table is sorted by, and where each heading leads. */
export interface Sorting {
  by: string;
  /** The section, where it is sorted by one. */
  section: string | undefined;
  href: (sort: string, section?: string) => string;
}

/** A score on the colour of its level, the number always shown. */
export function ScoreTd({
  score,
  href,
  detail,
  strong = false,
}: {
  score: number | null;
  href?: string;
  detail?: string;
  strong?: boolean;
}) {
  const content = (
    <>
      <span className={cn("block font-semibold tabular-nums", strong && "text-lg")}>
        {score === null ? <span aria-label="no score">–</span> : score.toFixed(2)}
      </span>
      {detail && <span className="block text-2xs whitespace-nowrap">{detail}</span>}
    </>
  );
  return (
    <td role="cell" className="h-px border-b border-line p-0.5">
      <div
        style={maturityStyle(score)}
        className={cn(
          "flex h-full min-h-11 flex-col justify-center rounded-sm px-2 py-1",
          score === null && "text-muted",
        )}
      >
        {href ? (
          <NextLink href={href} className="rounded-sm hover:underline hover:underline-offset-3">
            {content}
          </NextLink>
        ) : (
          content
        )}
      </div>
    </td>
  );
}

/** A heading that sorts by its column. */
export function SortTh({
  sorting,
  sort,
  section,
  className,
  children,
}: {
  sorting: Sorting;
  sort: string;
  section?: string;
  className?: string;
  children: React.ReactNode;
}) {
  const current = sorting.by === sort && (sort !== "section" || sorting.section === section);
  return (
    <Th className={className} sort={current ? (sort === "name" ? "ascending" : "descending") : undefined}>
      <NextLink
        href={sorting.href(sort, section)}
        scroll={false}
        className={cn("inline-flex items-center gap-1 rounded-sm hover:text-ink", current && "text-ink")}
      >
        {children}
        {current && <Icon name={sort === "name" ? "arrow-up" : "arrow-down"} size={12} className="shrink-0" />}
      </NextLink>
    </Th>
  );
}
