import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import type { Review } from "@/lib/assessment/get-review";

/** The stages a question offers; the chosen one is marked and described, and the one chosen before is named. */
export function Stages({
  options,
  chosen,
  before,
}: {
  options: Review["question"]["options"];
  chosen: number | null;
  before: number | null;
}) {
  if (options.length === 0) return null;
  return (
    <ol aria-label="Stages" className="divide-y divide-line border-b border-line last:border-b-0">
      {options.map((option) => {
        const is = option.id === chosen;
        return (
          <li
            key={option.id}
            aria-current={is || undefined}
            className={cn("flex items-start gap-3 px-4 py-1.5", is && "bg-accent-soft text-accent-soft-fg")}
          >
            <MaturityBadge score={option.score} digits="exact" size="sm" className="mt-px" />
            <div className="min-w-0 flex-1">
              <p className={cn("text-sm", is ? "font-semibold" : "text-muted")} title={option.description}>
                {option.text}
              </p>
              {is && option.description && <p className="text-sm">{option.description}</p>}
            </div>
            {is && (
              <span className="flex shrink-0 items-center gap-1 text-xs font-medium">
                <Icon name="check" size={14} /> Chosen
              </span>
            )}
            {option.id === before && <Badge tone="neutral">Before</Badge>}
          </li>
        );
      })}
    </ol>
  );
}
