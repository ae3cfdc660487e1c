import { RiskBadge } from "@/components/intelligence/badges";
import { Card, Section } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import type { getIdentifier } from "@/lib/intelligence/identifiers/get-identifier";

type Found = Awaited<ReturnType<typeof getIdentifier>>;

/** Every place it stands at, with what stands around it. */
export function Places({ found, moreHref }: { found: Found; moreHref: string | null }) {
  return (
    <Section title="Where it stands">
      <Card padded={false}>
        {found.places.length === 0 ? (
          <EmptyState icon="file-text" title="It stands in no message">
            It was entered by hand, or the messages it stood in were disposed of.
          </EmptyState>
        ) : (
          <ul>
            {found.places.map((place) => (
              <li key={place.id} className="flex flex-col gap-1 border-b border-line px-4 py-3 last:border-b-0">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                  <TextLink href={`/content/${place.content_id}`} prefetch={false}>
                    {place.posted_at ? <RelativeTime value={place.posted_at} /> : "Time not known"}
                  </TextLink>
                  <span>{place.source}</span>
                  {place.subject_id && (
                    <TextLink href={`/subjects/${place.subject_id}`} prefetch={false}>
                      {place.subject}
                    </TextLink>
                  )}
                  {place.risk_level && <RiskBadge level={place.risk_level} plain />}
                </div>
                <p className="max-w-prose break-words whitespace-pre-line">
                  {place.before}
                  <mark className="rounded-xs bg-warning-soft wrap-anywhere text-warning-soft-fg">{place.written}</mark>
                  {place.after}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <LoadMore href={moreHref} shown={found.places.length} noun={found.places.length === 1 ? "place" : "places"} />
    </Section>
  );
}
