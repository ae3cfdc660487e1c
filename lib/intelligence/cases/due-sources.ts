import { caseTasksDue } from "@/db/queries/intelligence/case-tasks";
import type { DueSource } from "@/lib/notify/remind-due";

/** What members of cases are reminded of. */
export const caseDueSources: DueSource[] = [{ kind: "case_task_due", statement: caseTasksDue }];
