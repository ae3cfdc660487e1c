import { z } from "zod";
import { listOwnNotifications } from "@/db/queries/notify/notifications";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { flag, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";

const listNotificationsInput = z.object({
  unread: flag().optional(),
  limit: limit(200, 50),
  cursor: z.string().max(200).optional(),
});

/** The caller's own notifications, newest first. */
export const listNotifications = query({
  action: "notify.notifications.list",
  scope: "comments:read",
  input: listNotificationsInput,
  allow: () => true,
  run: async ({ tx }, input) => {
    const [at, id] = (decodeCursor(input.cursor, "tn") ?? []) as [string?, number?];
    const rows = await listOwnNotifications(tx, {
      unreadOnly: input.unread ?? false,
      before: at !== undefined && id !== undefined ? { at, id } : undefined,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      notifications: page.map((row) => ({
        id: row.id,
        kind: row.kind,
        subject: row.subject,
        detail: row.detail,
        link: row.link,
        actor: row.actor,
        read: row.read_at !== null,
        created_at: row.created_at.toISOString(),
      })),
      next_cursor: rows.length > page.length && last ? encodeCursor([last.created_at.toISOString(), last.id]) : null,
    };
  },
});

export type Notification = Awaited<ReturnType<typeof listNotifications>>["notifications"][number];
