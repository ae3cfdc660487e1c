import { identifierKindNames, platformNames } from "@/components/intelligence/words";
import { Card, Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { searchRecords } from "@/lib/intelligence/search/search-records";

type Found = Awaited<ReturnType<typeof searchRecords>>;

interface Line {
  href: string;
  label: string;
  detail: string;
}

/** What was found beside messages, a few of each. */
export function RecordHits({ found }: { found: Found }) {
  const groups: [string, Line[]][] = [
    [
      "Identifiers",
      found.identifiers.map(({ id, kind, value, occurrences }) => ({
        href: `/identifiers/${id}`,
        label: value,
        detail: `${identifierKindNames[kind]} · ${occurrences === 1 ? "1 place" : `${occurrences} places`}`,
      })),
    ],
    [
      "Accounts",
      found.subjects.map(({ id, name, platform }) => ({
        href: `/subjects/${id}`,
        label: name,
        detail: platformNames[platform] ?? platform,
      })),
    ],
    [
      "Cases",
      found.cases.map(({ id, number, title, status }) => ({
        href: `/cases/${id}`,
        label: `${number} ${title}`,
        detail: status.replaceAll("_", " "),
      })),
    ],
    [
      "Searches in open sources",
      found.osint.map(({ id, query, connector, status }) => ({
        href: `/osint/${id}`,
        label: query,
        detail: `${connector} · ${status}`,
      })),
    ],
  ];
  return groups
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => (
      <Section key={title} title={title}>
        <Card padded={false}>
          <ul>
            {lines.map(({ href, label, detail }) => (
              <li
                key={href}
                className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line px-4 py-2 last:border-b-0"
              >
                <TextLink href={href} prefetch={false} className="min-w-0 break-all" data-row>
                  {label}
                </TextLink>
                <span className="text-sm text-muted">{detail}</span>
              </li>
            ))}
          </ul>
        </Card>
      </Section>
    ));
}
