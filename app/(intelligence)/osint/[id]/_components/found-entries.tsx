import { searchTypeNames } from "@/components/intelligence/words";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { OsintResult } from "@/lib/intelligence/osint/get-search";

type Found = NonNullable<OsintResult["results"]>;

const MOST_SHOWN = 100;

/** What was found, by the source that told it. */
export function FoundEntries({
  entries,
  rejected,
}: {
  entries: Found["results"];
  rejected: NonNullable<Found["rejected"]>;
}) {
  const groups = new Map<string, Found["results"]>();
  for (const entry of entries) groups.set(entry.source, [...(groups.get(entry.source) ?? []), entry]);
  return (
    <div className="flex flex-col gap-5">
      {[...groups].map(([source, own]) => (
        <Section key={source} level={3} title={source} description={`${own.length} found`} card padded={false}>
          <ul className="divide-y divide-line">
            {own.slice(0, MOST_SHOWN).map((entry, index) => (
              <li key={index} className="flex flex-col gap-1 px-4 py-2.5">
                <p className="whitespace-pre-wrap break-words">{entry.value}</p>
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
                  <Badge>{entry.kind ? searchTypeNames[entry.kind] : entry.type}</Badge>
                  {entry.kind && <span>{entry.type}</span>}
                  {entry.detail && <span className="break-words">{entry.detail}</span>}
                  {entry.seenAt && <span>{entry.seenAt}</span>}
                  <MessageLink data={entry.data} />
                </p>
              </li>
            ))}
            {own.length > MOST_SHOWN && (
              <li className="px-4 py-2.5 text-sm text-muted">
                {own.length - MOST_SHOWN} more are in the JSON of the other view.
              </li>
            )}
          </ul>
        </Section>
      ))}
      {rejected.length > 0 && (
        <Section
          level={3}
          title="Put aside"
          description="Records of the file that could not be read"
          card
          padded={false}
        >
          <ul className="divide-y divide-line">
            {rejected.slice(0, MOST_SHOWN).map(({ record, reason, raw }) => (
              <li key={record} className="px-4 py-2.5">
                <p>
                  Record {record}: {reason}
                </p>
                <p className="text-xs break-all text-muted">
                  <code className="font-mono">{raw}</code>
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

/** Leads to a message of the workspace itself. */
function MessageLink({ data }: { data: unknown }) {
  const id = data && typeof data === "object" && "content_id" in data ? String(data.content_id) : undefined;
  return id ? <TextLink href={`/content/${id}`}>Open the message</TextLink> : null;
}
