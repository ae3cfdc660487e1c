import { Suspense } from "react";
import { load } from "@/app/_http/page";
import { ActivityBars } from "@/components/charts/activity-bars";
import { ComparisonBars } from "@/components/charts/comparison-bars";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Card } from "@/components/ui/card";
import { Stat } from "@/components/ui/data-list";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { compareOrganizations } from "@/lib/assessment/compare-organizations";
import { getActivity } from "@/lib/health/get-activity";
import { getAlarms } from "@/lib/health/get-alarms";
import { getSystemStats, type SystemStats } from "@/lib/health/get-system-stats";
import { getWorkspaceLine } from "@/lib/intelligence/get-workspace-line";
import { Alarms, FirstSteps } from "./alarms";
import { OrganizationsTable, type ComparedOrganization } from "./organizations-table";

/** Is the service healthy, who is stuck: what needs a superuser now, then the picture. */
export async function SuperuserHome() {
  const [stats, alarms, organizations, line] = await Promise.all([
    load(getSystemStats, {}),
    load(getAlarms, {}),
    load(compareOrganizations, {}),
    load(getWorkspaceLine, {}),
  ]);
  return (
    <Page>
      <PageHeader title="Overview" breadcrumb={[{ label: "Home" }]} />
      <Alarms alarms={alarms} organizations={organizations} />
      {organizations.length === 0 && (
        <FirstSteps users={stats.users_count} invitations={stats.user_invitations_count} />
      )}
      <Figures stats={stats} />
      <Intelligence line={line} />
      {organizations.length > 0 && <OrganizationsTable organizations={organizations} />}
      <div className="grid gap-4 xl:grid-cols-2">
        <Card>
          <Suspense fallback={<Skeleton className="h-64 w-full" />}>
            <Activity />
          </Suspense>
        </Card>
        <Card>
          <Scores organizations={organizations} />
        </Card>
      </div>
    </Page>
  );
}

function Figures({ stats }: { stats: SystemStats }) {
  const figure = (name: keyof Omit<SystemStats, "estimated">) =>
    `${stats.estimated.includes(name) ? "≈ " : ""}${stats[name].toLocaleString("en")}`;
  return (
    <Card className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 xl:grid-cols-6">
      <Stat label="Users" value={figure("users_count")} />
      <Stat label="Products" value={figure("products_count")} />
      <Stat label="Answers" value={figure("questionnaire_responses_count")} />
      <Stat label="Comments" value={figure("lead_comments_count")} />
      <Stat
        label="Audit entries"
        value={figure("audit_log_count")}
        detail={`${figure("recent_activity_24h")} in 24 hours`}
      />
      <Stat label="Database" value={megabytes(stats.database_size_bytes)} />
    </Card>
  );
}

/** The analysts' workspaces in a line; nothing where nobody uses them. */
function Intelligence({ line }: { line: Awaited<ReturnType<typeof getWorkspaceLine>> }) {
  if (line.messages + line.open_cases + line.running_imports === 0) return null;
  const many = (count: number, one: string) => `${count.toLocaleString("en")} ${count === 1 ? one : `${one}s`}`;
  return (
    <p className="text-sm text-muted">
      Intelligence: {many(line.messages, "message")} imported, {many(line.open_cases, "open case")}
      {line.running_imports > 0 && `, ${many(line.running_imports, "import")} under way`}.{" "}
      <TextLink href="/dashboard">Dashboard</TextLink>
    </p>
  );
}

const megabytes = (bytes: number) =>
  bytes < 1e9 ? `${Math.round(bytes / 1e6).toLocaleString("en")} MB` : `${(bytes / 1e9).toFixed(1)} GB`;

async function Activity() {
  const data = await load(getActivity, {});
  const busiest = data.reduce((most, day) => (day.count > most.count ? day : most));
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
  return (
    <ActivityBars
      title={
        busiest.count ? `${day.format(new Date(busiest.date))} was the busiest day` : "Nothing happened for a month"
      }
      description="Changes and events in the audit trail, last 30 days, UTC"
      data={data}
      noun="Entries"
    />
  );
}

function Scores({ organizations }: { organizations: ComparedOrganization[] }) {
  const scored = organizations
    .filter((each) => each.score !== null)
    .sort((a, b) => b.score! - a.score!)
    .slice(0, 12);
  const [best, last] = [scored[0], scored.at(-1)];
  const title = !best
    ? "No organization has a score yet"
    : best === last
      ? `${best.name} stands at ${best.score!.toFixed(2)}`
      : `${best.name} leads, ${last!.name} is ${(best.score! - last!.score!).toFixed(2)} behind`;
  return (
    <ComparisonBars
      title={title}
      description="Mean of the products’ overall self-assessed maturity"
      rowHeading="Organization"
      data={scored.map((each) => ({
        label: each.name,
        value: each.score,
        detail: `${each.products === 1 ? "1 product" : `${each.products} products`}`,
        href: `/admin/organizations/${each.id}`,
      }))}
    />
  );
}
