import { load } from "@/app/_http/page";
import type { ListAddress } from "@/components/lists/list-address";
import { Card, Section } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { Icon } from "@/components/ui/icon";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import type { ShownCase } from "@/lib/intelligence/cases/get-case";
import { listCaseEvents } from "@/lib/intelligence/cases/list-events";
import { NewEvent } from "./new-event";

const categories = { evidence: "In the world", work: "In the case" } as const;
const isCategory = (value: string | undefined): value is keyof typeof categories =>
  value !== undefined && value in categories;

/** What happened in the world and what was done in the case, the latest first. */
export async function Timeline({ found, address }: { found: ShownCase; address: ListAddress<"view" | "category"> }) {
  const given = address.values.category;
  const category = isCategory(given) ? given : undefined;
  const { events, next_cursor } = await load(listCaseEvents, {
    case_id: found.id,
    category,
    limit: address.limit,
    cursor: address.cursor,
  });
  return (
    <div className="flex flex-col gap-6">
      <FilterChips
        label="What happened"
        items={[
          { label: "Everything", href: address.href({ category: undefined }), current: !category },
          ...Object.entries(categories).map(([name, label]) => ({
            label,
            href: address.href({ category: name }),
            current: category === name,
          })),
        ]}
      />
      {events.length > 0 ? (
        <Card padded={false}>
          <ol aria-label="Timeline">
            {events.map((event) => (
              <li key={event.id} className="flex gap-3 border-b border-line px-4 py-3 last:border-b-0">
                <Icon
                  name={event.category === "evidence" ? "fingerprint" : "activity"}
                  size={16}
                  className="mt-0.5 shrink-0 text-muted"
                />
                <div className="min-w-0 flex-1">
                  <p className="font-medium break-words">{event.title}</p>
                  {event.detail && <p className="break-words whitespace-pre-wrap text-muted">{event.detail}</p>}
                  <p className="text-xs text-muted">
                    <RelativeTime value={event.happened_at} format="datetime" /> ·{" "}
                    {event.author || "Someone who has left"}
                    {event.content_id !== null && (
                      <>
                        {" · "}
                        <TextLink href={`/content/${event.content_id}`}>Open the content</TextLink>
                      </>
                    )}
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </Card>
      ) : (
        <Card padded={false}>
          <EmptyState icon="history" title="Nothing like that happened" />
        </Card>
      )}
      <LoadMore
        href={address.more(next_cursor)}
        shown={events.length}
        noun={events.length === 1 ? "event" : "events"}
      />
      {found.may_edit && (
        <Section title="Add what happened" description="An arrest, a delivery, a statement." card>
          <NewEvent caseId={found.id} />
        </Section>
      )}
    </div>
  );
}
