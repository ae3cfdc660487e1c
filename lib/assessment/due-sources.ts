import { actionsDue } from "@/db/queries/assessment/due/actions";
import { assignmentsDue } from "@/db/queries/assessment/due/assignments";
import { evidenceExpiring } from "@/db/queries/assessment/due/evidence";
import { reviewsDue } from "@/db/queries/assessment/due/reviews";
import type { DueSource } from "@/lib/notify/remind-due";

/** What people of the workspace are reminded of. A further one is its statement and a line here (and its kind's topic). */
export const dueSources: DueSource[] = [
  { kind: "review_due", statement: reviewsDue },
  { kind: "action_due", statement: actionsDue },
  { kind: "assignment_due", statement: assignmentsDue },
  { kind: "evidence_expires", statement: evidenceExpiring },
];
