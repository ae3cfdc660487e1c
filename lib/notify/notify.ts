import { insertNotifications } from "@/db/queries/notify/notifications";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";

/** What changed for someone, with a link (a path) straight to it. */
export interface Notice {
  organizationId: number;
  /** What happened, in a word of the room it happened in: `response_rejected`. */
  kind: string;
  subject: string;
  detail?: string;
  link: string;
}

/** Longest detail that an inbox shows. */
const MOST_DETAIL = 300;

/** Puts a notice into the inboxes of these users, in the transaction of its cause. The actor is not told what it did. */
export async function notify(tx: Tx, actor: Actor, userIds: readonly number[], notice: Notice): Promise<void> {
  const others = [...new Set(userIds)].filter((id) => id !== actor.userId);
  if (others.length === 0) return;
  const detail = notice.detail ?? "";
  await insertNotifications(tx, {
    ...notice,
    userIds: others,
    actorId: actor.userId || null,
    detail: detail.length > MOST_DETAIL ? `${detail.slice(0, MOST_DETAIL - 1)}…` : detail,
  });
}
