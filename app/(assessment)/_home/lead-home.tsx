import { ActivityBars } from "@/components/charts/activity-bars";
import { ComparisonBars } from "@/components/charts/comparison-bars";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/states";
import type { LeadHomeData } from "./data";
import { AskedAboutEvidence, OrganizationsTable, Stalled, WaitingReviews } from "./lead-lists";

/** What waits for the lead's verdict, who stalls, then how its organizations stand. */
export function LeadHome({ home }: { home: LeadHomeData }) {
  const first = home.reviews[0];
  if (home.organizations.length === 0) return <NothingAssigned />;
  const compared = home.organizations.length > 1;
  return (
    <Page>
      <PageHeader
        title={titleOf(home.waiting)}
        breadcrumb={[{ label: "Home" }]}
        actions={
          first && (
            <LinkButton href={`/reviews/${first.responseId}`} variant="primary" icon="arrow-right">
              Review the longest waiting
            </LinkButton>
          )
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-[1.6fr_1fr]">
        <WaitingReviews reviews={home.reviews} waiting={home.waiting} />
        <Stalled stalled={home.stalled} count={home.stalledCount} />
      </div>
      {home.questions.length > 0 && <AskedAboutEvidence questions={home.questions} count={home.questionCount} />}
      <OrganizationsTable organizations={home.organizations} />
      <div className={cn("grid gap-4", compared && "xl:grid-cols-2")}>
        {compared && (
          <Card>
            <Scores organizations={home.organizations} />
          </Card>
        )}
        <Card>
          <OwnReviews own={home.own} />
        </Card>
      </div>
    </Page>
  );
}

const titleOf = (waiting: number) =>
  waiting === 0
    ? "No answer waits for you"
    : waiting === 1
      ? "One answer waits for review"
      : `${waiting} answers wait for review`;

function Scores({ organizations }: { organizations: LeadHomeData["organizations"] }) {
  const scored = organizations
    .flatMap((each) => (each.score === null ? [] : [{ ...each, score: each.score }]))
    .sort((a, b) => b.score - a.score);
  const [best, last] = [scored[0], scored.at(-1)];
  const title =
    best && last && scored.length > 1 && best.score !== last.score
      ? `${best.name} is ${(best.score - last.score).toFixed(2)} ahead of ${last.name}`
      : best
        ? `${best.name} stands at ${best.score.toFixed(2)}`
        : "No organization has a score yet";
  return (
    <ComparisonBars
      title={title}
      description="Mean of the products’ overall self-assessed maturity"
      rowHeading="Organization"
      data={scored.map((each) => ({
        label: each.name,
        value: each.score,
        detail: `${each.scored} of ${each.products} products scored`,
        href: `/products?organization_id=${each.id}`,
      }))}
      level={2}
    />
  );
}

function OwnReviews({ own }: { own: LeadHomeData["own"] }) {
  const counts = new Map(own.days.map(({ date, count }) => [date, count]));
  const now = new Date();
  const days = Array.from({ length: now.getUTCDate() }, (_, index) => {
    const date = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), index + 1)).toISOString().slice(0, 10);
    return { date, count: counts.get(date) ?? 0 };
  });
  const compared = own.thisMonth - own.lastMonth;
  const versus = compared === 0 ? "as many as" : `${Math.abs(compared)} ${compared > 0 ? "more" : "fewer"} than`;
  return (
    <ActivityBars
      title={
        own.thisMonth === 0
          ? "You reviewed nothing this month yet"
          : `You reviewed ${own.thisMonth} this month, ${versus} last month`
      }
      description={`${own.approved} approved · ${own.needsRevision} to revise · ${own.rejected} rejected`}
      noun="Verdicts"
      data={days}
      level={2}
    />
  );
}

function NothingAssigned() {
  return (
    <Page>
      <PageHeader title="No organization is assigned to you yet" breadcrumb={[{ label: "Home" }]} />
      <Card padded={false}>
        <EmptyState icon="building" title="Reviews appear here once you lead an organization">
          A superuser assigns leads to client organizations. Ask yours to add you.
        </EmptyState>
      </Card>
    </Page>
  );
}
