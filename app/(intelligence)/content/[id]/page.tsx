import type { Metadata } from "next";
import { currentActor, load, loadIfThere } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { ContentStatusBadge, RiskBadge } from "@/components/intelligence/badges";
import type { Span } from "@/components/intelligence/highlight-parts";
import { Highlighted } from "@/components/intelligence/highlighted";
import { platformNames } from "@/components/intelligence/words";
import { Card, Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { canOpenCase } from "@/lib/intelligence/cases/case-policy";
import { getContent, type ContentView } from "@/lib/intelligence/get-content";
import { getArchivedMessage } from "@/lib/intelligence/content-archive/list-content-archives";
import { AddToCase } from "../../_components/add-to-case";
import { ArchivedMessage } from "./_components/archived-message";
import { HitsTable } from "./_components/hits-table";
import { Neighbours } from "./_components/neighbours";
import { ScoreCard } from "./_components/score-card";

export const metadata: Metadata = { title: "Message" };

const spansOf = ({ detections, identifiers }: ContentView): Span[] => [
  ...detections.map(({ start_offset: start, end_offset: end, negated, rule }) => ({
    ...{ start, end, title: rule.name, kind: negated ? ("harmless" as const) : ("hit" as const) },
  })),
  ...identifiers.map(({ start_offset: start, end_offset: end, kind }) => ({
    ...{ start, end, title: kind, kind: "identifier" as const },
  })),
];

const nameOf = ({ name, username }: NonNullable<ContentView["subject"]>) => name || username || "Unnamed account";

/** A message whole, with what was found in it and what stood around it. */
export default async function ContentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const [actor, view] = await Promise.all([currentActor(), loadIfThere(getContent, { content_id: id })]);
  if (!view) return <ArchivedMessage message={await load(getArchivedMessage, { content_id: id })} />;
  const { source, subject, identifiers, cases } = view;
  return (
    <Page>
      <PageHeader
        title={`Message ${view.platform_content_id}`}
        breadcrumb={[{ label: "Triage", href: "/triage" }, { label: `Message ${view.platform_content_id}` }]}
        badges={
          <>
            <RiskBadge level={view.risk_level} score={view.risk_score} />
            <ContentStatusBadge status={view.status} />
          </>
        }
        actions={canOpenCase(actor) && <AddToCase kind="content" recordId={view.id} />}
        description={
          <>
            {platformNames[source.platform]} · {source.name}
            {subject && (
              <>
                {" · "}
                <TextLink href={`/subjects/${subject.id}`} aria-label={`Account ${nameOf(subject)}`}>
                  {nameOf(subject)}
                </TextLink>
              </>
            )}
            {view.posted_at && (
              <>
                {" · "}
                <RelativeTime value={view.posted_at} />
              </>
            )}
          </>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Section title="What was said">
            <Neighbours list={view.neighbours.filter(({ side }) => side === "before")} label="Before" />
            <Card>
              <Highlighted
                text={view.text || `(${view.content_type} without a text)`}
                spans={spansOf(view)}
                className="text-md"
              />
            </Card>
            <Neighbours list={view.neighbours.filter(({ side }) => side === "after")} label="After" />
          </Section>
          <Section title="Hits" description="Each with the rule set that found it, and what was made of it.">
            <HitsTable key={view.detections.map(({ version }) => version).join()} detections={view.detections} />
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <ScoreCard view={view} />
          <Section title="Identifiers">
            {identifiers.length === 0 ? (
              <p className="text-muted">None was recognized.</p>
            ) : (
              <ul aria-label="Identifiers of the message" className="flex flex-col gap-1">
                {identifiers.map((each) => (
                  <li key={`${each.identifier_id} ${each.start_offset}`} className="flex flex-wrap gap-x-2">
                    <span className="text-muted">{each.kind}</span>
                    <TextLink href={`/identifiers/${each.identifier_id}`} className="wrap-anywhere">
                      {each.value}
                    </TextLink>
                    {!each.is_valid && <span className="text-muted">(does not check)</span>}
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section title="Cases">
            {cases.length === 0 ? (
              <p className="text-muted">In none of your cases.</p>
            ) : (
              <ul className="flex flex-col gap-1">
                {cases.map((each) => (
                  <li key={each.id}>
                    <TextLink href={`/cases/${each.id}`}>
                      {each.number} {each.title}
                    </TextLink>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </div>
      </div>
    </Page>
  );
}
