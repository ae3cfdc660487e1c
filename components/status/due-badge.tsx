import { daysUntil } from "@/lib/kernel/today";
import { StatusBadge } from "../ui/badge";
import { dayInWords } from "../ui/day";

/** Until when something is to be done, in a few words: overdue and soon have a tone of their own. */
export function DueBadge({ dueOn, plain = true }: { dueOn: string | null; plain?: boolean }) {
  if (dueOn === null) return null;
  const days = daysUntil(dueOn);
  if (days < 0)
    return <StatusBadge tone="danger" icon="warning" label={`Overdue since ${dayInWords(dueOn)}`} plain={plain} />;
  const label = days === 0 ? "Due today" : days === 1 ? "Due tomorrow" : `Due ${dayInWords(dueOn)}`;
  return <StatusBadge tone={days <= 3 ? "warning" : "neutral"} icon="calendar" label={label} plain={plain} />;
}
