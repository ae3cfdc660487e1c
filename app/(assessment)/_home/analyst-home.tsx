import { Page, PageHeader } from "@/components/frame/page-header";
import { RiskBadge } from "@/components/intelligence/badges";
import { ImportStatusBadge } from "@/components/intelligence/import-status";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Day } from "@/components/ui/day";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import type { AnalystHomeData } from "@/lib/intelligence/get-home";
import { KeptSearches, TasksDue } from "./analyst-due";

/** What needs an analyst now: what waits for a decision, what is due, what came in. Figures and names, no contents. */
export function AnalystHome({ home }: { home: AnalystHomeData }) {
  const waiting = home.waiting.reduce((sum, { count }) => sum + count, 0);
  const more = home.waiting.some((each) => each.more);
  return (
    <Page>
      <PageHeader
        title={titleOf(waiting, more)}
        breadcrumb={[{ label: "Home" }]}
        actions={
          <>
            <LinkButton href="/dashboard" icon="chart">
              Dashboard
            </LinkButton>
            {waiting > 0 && (
              <LinkButton href="/triage" variant="primary" icon="arrow-right" prefetch={false}>
                Begin with the riskiest
              </LinkButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <Section title="Waiting for a decision" card padded={false}>
          <ul aria-label="Waiting by risk" className="divide-y divide-line">
            {home.waiting.map(({ risk_level, count, more: uncounted }) => (
              <li key={risk_level} className="flex min-h-11 items-center justify-between gap-3 px-4 py-2">
                <RiskBadge level={risk_level} />
                <TextLink quiet href={`/triage?risk=${risk_level}`} prefetch={false} className="tabular-nums">
                  {count.toLocaleString("en")}
                  {uncounted && "+"}
                  <span className="sr-only"> messages</span>
                </TextLink>
              </li>
            ))}
          </ul>
        </Section>
        <Section
          title="My cases"
          actions={<TextLink href="/cases">{home.more_cases ? "All cases" : "Cases"}</TextLink>}
          card
          padded={false}
        >
          {home.cases.length === 0 ? (
            <EmptyState icon="briefcase" title="No open case is yours">
              Cases appear here when you open one, or are made a member of one.
            </EmptyState>
          ) : (
            <ul aria-label="My cases" className="divide-y divide-line">
              {home.cases.map((each) => (
                <li key={each.id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
                  <TextLink quiet href={`/cases/${each.id}`} prefetch={false} className="min-w-0 break-words">
                    {each.number} {each.title}
                  </TextLink>
                  <span className="ml-auto text-sm text-muted">
                    {each.priority} priority
                    {each.due_on && (
                      <>
                        {" · due "}
                        <Day value={each.due_on} />
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </div>
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <TasksDue tasks={home.tasks} />
        <KeptSearches searches={home.searches} />
      </div>
      <Section title="Newest imports" actions={<TextLink href="/imports">Imports</TextLink>} card padded={false}>
        {home.imports.length === 0 ? (
          <EmptyState icon="upload" title="Nothing was imported yet">
            Content appears once an export that was lawfully obtained is imported.
          </EmptyState>
        ) : (
          <ul aria-label="Newest imports" className="divide-y divide-line">
            {home.imports.map((each) => (
              <li key={each.id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
                <TextLink quiet href={`/imports/${each.id}`} prefetch={false} className="min-w-0 break-all">
                  {each.filename}
                </TextLink>
                <ImportStatusBadge status={each.status} />
                <span className="ml-auto text-sm text-muted">
                  {each.taken.toLocaleString("en")} taken
                  {each.quarantined > 0 && `, ${each.quarantined.toLocaleString("en")} set aside`} ·{" "}
                  <RelativeTime value={each.created_at} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

function titleOf(waiting: number, more: boolean): string {
  if (waiting === 0) return "Nothing waits for a decision";
  if (waiting === 1) return "One message waits for a decision";
  return `${waiting.toLocaleString("en")}${more ? " and more" : ""} messages wait for a decision`;
}
