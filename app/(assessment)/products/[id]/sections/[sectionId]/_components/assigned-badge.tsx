import { DueBadge } from "@/components/status/due-badge";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { Assignment } from "@/lib/assessment/assignments";

/** Who answers the section, and until when. */
export function AssignedBadge({ assignment, own }: { assignment: Assignment; own: boolean }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Badge>
        <Icon name="user" size={13} />
        {own ? "Assigned to you" : `Assigned to ${assignment.name}`}
      </Badge>
      {assignment.answered < assignment.total && <DueBadge dueOn={assignment.due_on} />}
    </span>
  );
}
