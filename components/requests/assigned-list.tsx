import { DueBadge } from "../status/due-badge";
import { TextLink } from "../ui/text-link";
import type { Assignment } from "@/lib/assessment/assignments";

/** What is assigned to whoever looks, what is due first at the top. */
export function AssignedList({ assignments }: { assignments: Assignment[] }) {
  return (
    <ul aria-label="Assigned to you" className="divide-y divide-line">
      {assignments.map((assignment) => (
        <li key={assignment.id} className="relative flex flex-col gap-1 px-4 py-3 hover:bg-hover/60">
          <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
            <TextLink quiet data-row href={assignment.link} className="line-clamp-2 after:absolute after:inset-0">
              {assignment.question || assignment.section}
            </TextLink>
            <DueBadge dueOn={assignment.due_on} />
          </div>
          <p className="text-sm text-muted">
            {assignment.product} · {assignment.answered} of {assignment.total} answered
          </p>
          {assignment.note && <p className="line-clamp-2 text-sm">{assignment.note}</p>}
        </li>
      ))}
    </ul>
  );
}
