import { RiskBadge } from "@/components/intelligence/badges";
import { Highlighted } from "@/components/intelligence/highlighted";
import type { ListAddress } from "@/components/lists/list-address";
import { Card, Section } from "@/components/ui/card";
import { AppliedFilters, FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import type { SubjectProfile } from "@/lib/intelligence/get-subject";

/** What the accounts wrote, the latest first, with what was found in it. */
export function ProfileContent({
  profile,
  hits,
  identifier,
  address,
}: {
  profile: SubjectProfile;
  hits: boolean;
  identifier: number | undefined;
  address: ListAddress<"hits" | "identifier">;
}) {
  const named = profile.identifiers.find(({ id }) => id === identifier);
  const without = address.href({ identifier: undefined });
  return (
    <Section title="Content">
      <div className="flex flex-wrap gap-3">
        <FilterChips
          label="Content"
          items={[
            { label: "All", href: address.href({ hits: undefined }), current: !hits },
            { label: "With detections", href: address.href({ hits: "1" }), current: hits },
          ]}
        />
        <AppliedFilters
          items={identifier ? [{ label: `Names ${named?.value ?? "an identifier"}`, removeHref: without }] : []}
          clearHref={without}
        />
      </div>
      {profile.content.length === 0 ? (
        <Card padded={false}>
          <EmptyState icon="message" title={hits || identifier ? "No message is like that" : "There is no content"}>
            {hits || identifier ? "Show all messages instead." : "Nothing that these accounts wrote was imported."}
          </EmptyState>
        </Card>
      ) : (
        <ol aria-label="Content" className="flex flex-col gap-3">
          {profile.content.map((each) => (
            <li key={each.id}>
              <Card className="flex flex-col gap-2">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                  {each.posted_at ? <RelativeTime value={each.posted_at} format="datetime" /> : "Without a time"}
                  <span>{each.source}</span>
                  {each.risk_level && <RiskBadge level={each.risk_level} score={each.risk_score} />}
                  <TextLink href={`/content/${each.id}`} prefetch={false} className="ml-auto">
                    Open<span className="sr-only"> message {each.id}</span>
                  </TextLink>
                </div>
                {each.text ? (
                  <Highlighted text={each.text} spans={each.marks.map(spanOf)} />
                ) : (
                  <p className="text-muted">{each.content_type === "text" ? "No text" : `A ${each.content_type}`}</p>
                )}
                {each.length > each.text.length && (
                  <p className="text-sm text-muted">{each.length.toLocaleString("en")} characters; open it for all.</p>
                )}
              </Card>
            </li>
          ))}
        </ol>
      )}
      <LoadMore href={address.more(profile.next_cursor)} shown={profile.content.length} noun="messages" />
    </Section>
  );
}

const dismissed = new Set(["false_positive", "ignored"]);

const spanOf = ({ start, end, kind, label, status }: SubjectProfile["content"][number]["marks"][number]) =>
  ({
    start,
    end,
    kind: kind === "identifier" ? kind : dismissed.has(status) ? "harmless" : "hit",
    title: kind === "identifier" ? `Identifier: ${label}` : `Rule: ${label} (${status.replace("_", " ")})`,
  }) as const;
