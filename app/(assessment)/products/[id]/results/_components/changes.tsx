import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Icon } from "@/components/ui/icon";
import { TextLink } from "@/components/ui/text-link";
import type { DimensionChange } from "@/lib/assessment/results";
import { dimensionHref, type Shown } from "./addresses";
import { written } from "./messages";

const MOST = 8;

/** The dimensions that moved most since an earlier snapshot, each leading to its answers. */
export function Changes({ changes, shown }: { changes: DimensionChange[]; shown: Shown }) {
  const moved = changes.filter(({ before }) => before !== null);
  const first = changes.length - moved.length;
  return (
    <>
      <ul className="divide-y divide-line">
        {moved.slice(0, MOST).map((change) => (
          <li key={`${change.section} ${change.title}`} className="flex items-center gap-3 px-4 py-2.5">
            <Icon
              name={change.change > 0 ? "arrow-up" : "arrow-down"}
              className={change.change > 0 ? "shrink-0 text-success" : "shrink-0 text-danger"}
            />
            <span className="min-w-0 flex-1">
              <TextLink quiet href={dimensionHref(shown, change)}>
                {change.title}
              </TextLink>
              <span className="block text-xs text-muted">{change.section}</span>
            </span>
            <span className="flex shrink-0 items-center gap-2 text-sm">
              <span className="text-muted">
                <span className="sr-only">from </span>
                {written(change.before!)}
              </span>
              <Icon name="arrow-right" size={13} className="text-muted" />
              <MaturityBadge score={change.now} digits={2} size="sm" />
              <span className={change.change > 0 ? "w-12 text-right text-success" : "w-12 text-right text-danger"}>
                {change.change > 0 ? "+" : "−"}
                {written(Math.abs(change.change))}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {(moved.length > MOST || first > 0) && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-muted">
          {[
            moved.length > MOST && `${moved.length - MOST} more moved`,
            first > 0 && `${first} scored for the first time`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      )}
    </>
  );
}
