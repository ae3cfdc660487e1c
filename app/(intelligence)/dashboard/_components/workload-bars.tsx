import { ComparisonBars } from "@/components/charts/comparison-bars";
import type { Dashboard } from "@/lib/intelligence/get-dashboard";

/** Who decided how much and has how many cases; by name only for those who manage. */
export function WorkloadBars({ workload, days }: { workload: Dashboard["workload"]; days: number }) {
  const [first] = workload;
  const own = first?.name === "You";
  return (
    <ComparisonBars
      title={
        !first
          ? "Nobody has work that is counted here"
          : own
            ? `You decided about ${first.reviewed.toLocaleString("en")} ${first.reviewed === 1 ? "detection" : "detections"}`
            : `${first.name} decided most: ${first.reviewed.toLocaleString("en")}`
      }
      description={`Decisions within ${days} days, and open cases assigned${own ? "; who else did how much is not shown" : ""}`}
      rowHeading="Analyst"
      noun="Decisions"
      maturity={false}
      data={workload.map(({ name, reviewed, cases }) => ({
        label: name,
        value: reviewed,
        detail: cases === null ? undefined : `${cases} open ${cases === 1 ? "case" : "cases"}`,
      }))}
      level={2}
    />
  );
}
