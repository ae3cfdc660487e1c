import { FilterChips } from "@/components/ui/filter-chips";
import { platformNames, riskWords } from "@/components/intelligence/words";
import type { searchContent } from "@/lib/intelligence/search/search-content";
import { operator, says, toggled } from "@/lib/intelligence/search/narrow-search";

type Facet = Awaited<ReturnType<typeof searchContent>>["facets"][number];

const GROUPS = [
  { facet: "source", name: "source", title: "Source" },
  { facet: "risk", name: "risk", title: "Risk" },
  { facet: "type", name: "kind", title: "Kind" },
  { facet: "language", name: "lang", title: "Language" },
] as const;

/** How many of what was found are of each kind; a click narrows the search, another widens it again. */
export function Facets({
  q,
  facets,
  counted,
  total,
}: {
  q: string;
  facets: Facet[];
  counted: number;
  total: number | null;
}) {
  return (
    <aside aria-label="Narrow the search" className="flex flex-col gap-4">
      {GROUPS.map(({ facet, name, title }) => {
        const values = facets.filter((each) => each.facet === facet);
        if (values.length === 0) return null;
        return (
          <section key={facet} aria-label={title} className="flex flex-col gap-1.5">
            <h2 className="text-sm font-medium">{title}</h2>
            <FilterChips
              label={title}
              items={values.map(({ value, label, count }) => {
                const word = operator(name, value);
                return {
                  label: riskWords[label]?.label ?? platformNames[label] ?? label,
                  href: `/search?${new URLSearchParams({ q: toggled(q, word) })}`,
                  current: says(q, word),
                  count,
                };
              })}
            />
          </section>
        );
      })}
      {total === null && <p className="text-xs text-muted">Counted over the latest {counted} found.</p>}
    </aside>
  );
}
