import { z } from "zod";
import { readInbox } from "@/db/queries/notify/notifications";
import { query } from "@/lib/kernel/query";

/** What a stream tells: how many notices are unread, and the newest of them. */
export interface InboxState {
  unread: number;
  newest: { id: number; kind: string; subject: string; link: string; actor: string } | null;
}

/** The state of the caller's inbox, as a stream tells it. */
export const watchInbox = query({
  action: "notify.inbox.watch",
  scope: "comments:read",
  input: z.object({}),
  allow: () => true,
  run: async ({ tx, actor }) => {
    const { unread, ...newest } = await readInbox(tx);
    const shown =
      newest.id === null
        ? null
        : { id: newest.id, kind: newest.kind, subject: newest.subject, link: newest.link, actor: newest.actor };
    return { userId: actor.userId, state: { unread, newest: shown } satisfies InboxState };
  },
});
