import type { SearchHit } from "@/components/frame/types";
import { identifierKindNames, platformNames } from "@/components/intelligence/words";
import type { searchRecords } from "@/lib/intelligence/search/search-records";

/** What was found in the analysts' workspace as lines of the palette; messages by a line that leads to their search. */
export function recordHits(q: string, found: Awaited<ReturnType<typeof searchRecords>>): SearchHit[] {
  return [
    { group: "Messages", label: `Search messages for “${q}”`, href: `/search?${new URLSearchParams({ q })}` },
    ...found.identifiers.map(({ id, kind, value }) => ({
      group: "Identifiers",
      label: value,
      detail: identifierKindNames[kind],
      href: `/identifiers/${id}`,
    })),
    ...found.subjects.map(({ id, name, platform }) => ({
      group: "Accounts",
      label: name,
      detail: platformNames[platform],
      href: `/subjects/${id}`,
    })),
    ...found.cases.map(({ id, number, title }) => ({
      group: "Cases",
      label: `${number} ${title}`,
      href: `/cases/${id}`,
    })),
    ...found.osint.map(({ id, query }) => ({ group: "Open sources", label: query, href: `/osint/${id}` })),
  ];
}
