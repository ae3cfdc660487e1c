import { ComparisonBars } from "@/components/charts/comparison-bars";
import { platformNames } from "@/components/intelligence/words";
import type { Dashboard } from "@/lib/intelligence/get-dashboard";

/** Where messages of high and critical risk come from. */
export function HotSources({ sources, days }: { sources: Dashboard["sources"]; days: number }) {
  const [first] = sources;
  return (
    <ComparisonBars
      title={
        first
          ? `${first.name} is the hottest source: ${(first.high + first.critical).toLocaleString("en")} messages of high risk`
          : "No source had a message of high risk"
      }
      description={`High and critical risk by source, taken in within ${days} days`}
      rowHeading="Source"
      noun="High or critical"
      maturity={false}
      data={sources.map(({ name, platform, high, critical }) => ({
        label: `${name} (${platformNames[platform] ?? platform})`,
        value: high + critical,
        detail: `${critical} critical, ${high} high`,
      }))}
      level={2}
    />
  );
}
