import { formatBytes } from "@/components/ui/format-bytes";
import type { ArchivedMonth } from "@/lib/audit/archive/archive-months";
import { fateWords } from "@/lib/audit/archive/fate-words";
import type { PlannedMonth } from "@/lib/audit/archive/plan-archive";
import type { Job } from "@/lib/jobs/describe-job";

/** What an archiving did with each month, or would do. */
export function MonthsOutcome({ job }: { job: Job }) {
  if (job.status === "cancelled") return <span>Stopped</span>;
  if (job.status === "failed" || !job.result) return <span className="text-danger">{job.error}</span>;
  const { months } = job.result as { months: (PlannedMonth | ArchivedMonth)[] };
  if (months.length === 0) return <span>No month is old enough.</span>;
  return (
    <ul className="text-sm">
      {months.map((month) => (
        <li key={month.month}>
          <span className="font-medium">{month.month}</span>
          {`: ${month.entries.toLocaleString("en")} entries, ${formatBytes(month.bytes)}. ${whatOf(month)}`}
        </li>
      ))}
    </ul>
  );
}

function whatOf(month: PlannedMonth | ArchivedMonth): string {
  if ("outcome" in month && month.outcome === "archived") return "Archived.";
  if ("outcome" in month && month.outcome === "later")
    return "Its file stands; the trail was being read, so it leaves the database next time.";
  const words = fateWords[month.fate];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
