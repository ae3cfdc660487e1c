import { reviewsDue } from "@/db/queries/assessment/due/reviews";
import type { DueSource } from "@/lib/notify/remind-due";

/** What people of the workspace are reminded of. A further one is its statement and a line here (and its kind's topic). */
export const dueSources: DueSource[] = [{ kind: "review_due", statement: reviewsDue }];
