import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import type { Review } from "@/lib/assessment/get-review";

/** The options a question offers; those chosen are marked and described, and those chosen before are named. */
export function Stages({
  question: { options, type },
  chosen,
  before,
}: {
  question: Review["question"];
  chosen: readonly number[];
  before: readonly number[];
}) {
  if (options.length === 0) return null;
  return (
    <ol
      aria-label={type === "option" ? "Stages" : type === "number" ? "Bands" : "Options"}
      className="divide-y divide-line border-b border-line last:border-b-0"
    >
      {options.map((option) => {
        const is = chosen.includes(option.id);
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
                {type === "number" && option.minimum !== null && ` (from ${option.minimum})`}
              </p>
              {is && option.description && <p className="text-sm">{option.description}</p>}
            </div>
            {is && (
              <span className="flex shrink-0 items-center gap-1 text-xs font-medium">
                <Icon name="check" size={14} /> {type === "number" ? "Reached" : "Chosen"}
              </span>
            )}
            {before.includes(option.id) && <Badge tone="neutral">Before</Badge>}
          </li>
        );
      })}
    </ol>
  );
}
