import { z } from "zod";
import { countOwnUnread } from "@/db/queries/notify/notifications";
import { query } from "@/lib/kernel/query";

/** How many of the caller's notifications are unread. */
export const countUnread = query({
  action: "notify.notifications.count",
  input: z.object({}),
  allow: () => true,
  run: ({ tx }) => countOwnUnread(tx),
});
