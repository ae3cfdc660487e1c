import { RiskBadge } from "@/components/intelligence/badges";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import type { Hit, searchContent } from "@/lib/intelligence/search/search-content";

type Found = Awaited<ReturnType<typeof searchContent>>;

/** The messages that were found, the latest first, with what was found marked. */
export function ContentHits({ found, moreHref }: { found: Found; moreHref: string | null }) {
  const { content, total, at_least, looked_back_to: lookedBackTo } = found;
  return (
    <Section title="Messages" description={inWords(total, at_least)}>
      <Card padded={false}>
        {content.length === 0 ? (
          <EmptyState icon="search" title="No message matches">
            {lookedBackTo
              ? "Not among those that were looked through so far."
              : "Try fewer words, or leave out what narrows."}
          </EmptyState>
        ) : (
          <ul>
            {content.map((hit) => (
              <li key={hit.id} className="flex flex-col gap-1 border-b border-line px-4 py-3 last:border-b-0">
                <HitHead hit={hit} />
                <p className="max-w-prose break-words whitespace-pre-line">
                  {hit.excerpt.map(({ text, found: isFound }, index) =>
                    isFound ? (
                      <mark key={index} className="rounded-xs bg-warning-soft text-warning-soft-fg">
                        {text}
                      </mark>
                    ) : (
                      text
                    ),
                  )}
                  {hit.excerpt.length === 0 && <span className="text-muted">No text</span>}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <div className="flex flex-wrap items-center gap-3">
        {moreHref && (
          <LinkButton href={moreHref} prefetch={false}>
            {lookedBackTo ? "Look further back" : "Earlier messages"}
          </LinkButton>
        )}
        {lookedBackTo && (
          <p className="text-sm text-muted">
            {lookedBackTo === "unknown"
              ? "Looked through the messages whose time is not known, in part."
              : `Looked back to ${lookedBackTo}; older messages may match too.`}
          </p>
        )}
      </div>
    </Section>
  );
}

function HitHead({ hit }: { hit: Hit }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      <TextLink href={`/content/${hit.id}`} prefetch={false} data-row>
        {hit.posted_at ? <RelativeTime value={hit.posted_at} /> : "Time not known"}
      </TextLink>
      <span>{hit.source}</span>
      {hit.subject_id && (
        <TextLink href={`/subjects/${hit.subject_id}`} prefetch={false}>
          {hit.subject}
        </TextLink>
      )}
      {hit.content_type !== "text" && <span>{hit.content_type}</span>}
      {hit.risk_level && <RiskBadge level={hit.risk_level} score={hit.risk_score} plain />}
    </div>
  );
}

function inWords(total: number | null, atLeast: number | null): string | undefined {
  if (total !== null) return total === 1 ? "One found" : `${total} found`;
  return atLeast === null || atLeast === 0 ? undefined : `${atLeast} or more found`;
}
