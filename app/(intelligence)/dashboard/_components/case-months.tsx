import { SeriesBars } from "@/components/charts/series-bars";
import type { Dashboard } from "@/lib/intelligence/get-dashboard";
import { casesTitle } from "./messages";

/** How many cases were opened and how many came to an end, month by month. */
export function CaseMonths({ months }: { months: Dashboard["cases"] }) {
  return (
    <SeriesBars
      title={casesTitle(months)}
      description="Cases that you see in the register, by month"
      series={["Opened", "Closed"]}
      data={months.map(({ date, opened, closed }) => ({ date, counts: [opened, closed] }))}
      step="month"
      level={2}
    />
  );
}
