import { Drawer } from "@/components/frame/drawer";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import type { getTrend } from "@/lib/assessment/get-trend";
import { causes } from "../../_moments/words";
import { resultsHref, type Shown } from "./addresses";
import { DimensionScores } from "./dimension-scores";
import { dayOf, percent } from "./messages";

/** The scores as one day left them. */
export function SnapshotDrawer({
  snapshot,
  shown,
}: {
  snapshot: NonNullable<Awaited<ReturnType<typeof getTrend>>["picked"]>;
  shown: Shown;
}) {
  return (
    <Drawer
      open
      closeHref={resultsHref(shown)}
      title={`Scores of ${dayOf(snapshot.takenAt)}`}
      description={causes[snapshot.cause]}
    >
      <div className="flex flex-col gap-5">
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
          <dt className="text-muted">Self-assessed</dt>
          <dd>
            <MaturityBadge score={snapshot.overall} digits={2} />
          </dd>
          <dt className="text-muted">Validated</dt>
          <dd>
            <MaturityBadge score={snapshot.validated} digits={2} />
          </dd>
          <dt className="text-muted">Answered</dt>
          <dd>{percent(snapshot.coverage)}</dd>
        </dl>
        <DimensionScores
          label={`Scores of the dimensions on ${dayOf(snapshot.takenAt)}`}
          dimensions={snapshot.scores.map((score) => ({
            ...score,
            key: `${score.section} ${score.dimension}`,
            name: score.dimension,
          }))}
        />
      </div>
    </Drawer>
  );
}
