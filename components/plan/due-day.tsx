import { Icon } from "../ui/icon";
import { cn } from "../ui/cn";

const written = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** The day something is due, YYYY-MM-DD; says so when it is past. */
export function DueDay({ day, overdue, className }: { day: string | null; overdue: boolean; className?: string }) {
  if (day === null) return <span className={cn("text-muted", className)}>No date</span>;
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", overdue && "text-danger", className)}>
      {overdue && <Icon name="circle-alert" size={14} />}
      <time dateTime={day}>{written.format(new Date(`${day}T00:00:00Z`))}</time>
      {overdue && <span className="text-xs font-medium">overdue</span>}
    </span>
  );
}
