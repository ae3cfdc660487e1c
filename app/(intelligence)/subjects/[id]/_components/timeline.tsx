import { ActivityBars } from "@/components/charts/activity-bars";
import type { ListAddress } from "@/components/lists/list-address";
import { Card } from "@/components/ui/card";
import { dayInWords } from "@/components/ui/day";
import { FilterChips } from "@/components/ui/filter-chips";
import type { SubjectProfile } from "@/lib/intelligence/get-subject";
import type { Period } from "@/lib/intelligence/subjects/activity";

const labels: Record<Period, string> = { "90": "90 days by day", "365": "A year by week", all: "All by month" };
const busiest = { day: "on", week: "in the week of", month: "in the month of" };

/** When the accounts of a profile wrote, as bars over time up to when they were seen last. */
export function Timeline({
  activity,
  period,
  address,
}: {
  activity: SubjectProfile["activity"];
  period: Period;
  address: ListAddress<"period">;
}) {
  const most = activity.counts.reduce<(typeof activity.counts)[number] | undefined>(
    (highest, each) => (!highest || each.count > highest.count ? each : highest),
    undefined,
  );
  const total = activity.counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card className="flex flex-col gap-4">
      <FilterChips
        label="Period"
        items={(Object.keys(labels) as Period[]).map((each) => ({
          label: labels[each],
          href: address.href({ period: each === "90" ? undefined : each }),
          current: each === period,
        }))}
      />
      <ActivityBars
        title={
          most?.count
            ? `Most active ${busiest[activity.step]} ${dayInWords(most.date)}: ${most.count.toLocaleString("en")} ${most.count === 1 ? "message" : "messages"}`
            : "Nothing of this time has a date"
        }
        description={`${total.toLocaleString("en")} ${total === 1 ? "message" : "messages"} up to when last seen, UTC`}
        noun="Messages"
        data={activity.counts}
        level={2}
      />
    </Card>
  );
}
