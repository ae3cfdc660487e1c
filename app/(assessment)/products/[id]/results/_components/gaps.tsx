import { ComparisonBars } from "@/components/charts/comparison-bars";
import { GapBars } from "@/components/charts/gap-bars";
import { Card } from "@/components/ui/card";
import type { getResults } from "@/lib/assessment/get-results";
import { dimensionHref, type Shown } from "./addresses";
import { counted, gapMessage } from "./messages";

const MOST_GAPS = 8;

/** What is furthest from target; without a target, what scores lowest. */
export function Gaps({ results, shown }: { results: Awaited<ReturnType<typeof getResults>>; shown: Shown }) {
  const dimensions = results.sections.flatMap((section) => section.dimensions);
  const scored = dimensions.filter((each) => each.average !== null);
  const open = dimensions.length - scored.length;
  const { target } = results.product;
  const title = gapMessage(dimensions, target);
  const description = [
    target === null ? "No target is set for this product" : `Target ${target} for every dimension`,
    open > 0 && `${counted(open, "dimension")} not scored yet`,
  ]
    .filter(Boolean)
    .join(" · ");
  if (target === null) {
    const lowest = [...scored].sort((a, b) => a.average! - b.average!).slice(0, MOST_GAPS);
    return (
      <Card>
        <ComparisonBars
          title={title}
          description={description}
          rowHeading="Dimension"
          data={lowest.map((each) => ({ label: each.key, value: each.average, href: dimensionHref(shown, each) }))}
          level={2}
        />
      </Card>
    );
  }
  return (
    <Card>
      <GapBars
        title={title}
        description={description}
        limit={MOST_GAPS}
        data={scored.map((each) => ({
          label: each.key,
          score: each.average,
          target,
          href: dimensionHref(shown, each),
        }))}
        level={2}
      />
    </Card>
  );
}
