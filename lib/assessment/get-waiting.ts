import { z } from "zod";
import { countWaiting } from "@/db/queries/assessment/waiting";
import { countOwnUnread } from "@/db/queries/notify/notifications";
import { query } from "@/lib/kernel/query";

/** What waits for whoever asks. `toDo`: answers sent back to a client or to be renewed; `toReview`: answers submitted to a lead. */
export interface Waiting {
  unread: number;
  toDo: number;
  toReview: number;
  /** What is wanted as evidence of a client, or asked about evidence of a lead. */
  requests: number;
}

/** The counts beside the navigation. Everyone may ask: each sees its own. */
export const getWaiting = query({
  action: "assessment.waiting.read",
  input: z.object({}),
  allow: () => true,
  run: async ({ tx, actor }): Promise<Waiting> => {
    const [unread, row] = await Promise.all([countOwnUnread(tx), countWaiting(tx, actor.role)]);
    return { unread, toDo: row.returned + row.to_renew, toReview: row.to_review, requests: row.requests };
  },
});
