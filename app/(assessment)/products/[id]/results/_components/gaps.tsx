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
  const { target, ownTargets } = results.product;
  const aimed = scored.flatMap((each) => (each.target === null ? [] : { ...each, target: each.target }));
  const title = gapMessage(dimensions);
  const description = [targetWords(target, ownTargets), open > 0 && `${counted(open, "dimension")} not scored yet`]
    .filter(Boolean)
    .join(" · ");
  if (aimed.length === 0) {
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
        data={aimed.map((each) => ({
          label: each.key,
          score: each.average,
          target: each.target,
          href: dimensionHref(shown, each),
        }))}
        level={2}
      />
    </Card>
  );
}

function targetWords(target: number | null, own: boolean): string {
  if (target === null) return own ? "Some sections and dimensions have a target" : "No target is set for this product";
  return own
    ? `Target ${target}, where a section or dimension has none of its own`
    : `Target ${target} for every dimension`;
}
