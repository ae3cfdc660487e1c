import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { ActivityBars } from "@/components/charts/activity-bars";
import { SeriesBars } from "@/components/charts/series-bars";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { getDashboard } from "@/lib/intelligence/get-dashboard";
import { CaseMonths } from "./_components/case-months";
import { HotSources } from "./_components/hot-sources";
import { detectedTitle, takenTitle, triagedTitle } from "./_components/messages";
import { WorkloadBars } from "./_components/workload-bars";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress("/dashboard", searchParams, ["days"]);
  const days = address.values.days === "90" ? "90" : "30";
  const board = await load(getDashboard, { days });
  return (
    <Page width="wide" className="max-w-7xl">
      <PageHeader
        title="Dashboard"
        breadcrumb={[{ label: "Dashboard" }]}
        description="Figures only, by day in UTC; nothing here shows what anybody wrote."
      />
      <FilterChips
        label="Time"
        items={(["30", "90"] as const).map((each) => ({
          label: `${each} days`,
          href: address.href({ days: each === "30" ? undefined : each }),
          current: each === days,
        }))}
      />
      <div className="grid gap-4 xl:grid-cols-2">
        <Card>
          <ActivityBars
            title={takenTitle(board)}
            description={`Messages taken in by imports, last ${board.days} days`}
            noun="Messages"
            data={board.taken}
            level={2}
          />
        </Card>
        <Card>
          <SeriesBars
            title={triagedTitle(board)}
            description={`Detections that people decided about, last ${board.days} days`}
            series={["Confirmed or escalated", "Other decisions"]}
            data={board.triaged.map(({ date, count, confirmed }) => ({ date, counts: [confirmed, count - confirmed] }))}
            stacked
            level={2}
          />
        </Card>
        <Card className="xl:col-span-2">
          <SeriesBars
            title={detectedTitle(board)}
            description={`Detections by category of the rule, on the day they were found, last ${board.days} days`}
            series={board.detected.categories}
            data={board.detected.days}
            stacked
            level={2}
          />
        </Card>
        <Card>
          <HotSources sources={board.sources} days={board.days} />
        </Card>
        <Card>
          <CaseMonths months={board.cases} />
        </Card>
        <Card className="xl:col-span-2">
          <WorkloadBars workload={board.workload} days={board.days} />
        </Card>
      </div>
    </Page>
  );
}
