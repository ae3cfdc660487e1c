import { insertNotifications, insertReminders } from "@/db/queries/notify/notifications";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { topicOf, topics } from "./topics";

/** What changed for someone, with a link (a path) straight to it. */
export interface Notice {
  organizationId: number;
  /** What happened, in a word of the room it happened in: `response_rejected`. Its topic stands in topics.ts. */
  kind: string;
  subject: string;
  detail?: string;
  link: string;
  /** What it tells of, `message:17`: nobody is told twice of the same, whatever the kind. */
  key?: string;
}

/** Longest detail that an inbox shows. */
const MOST_DETAIL = 300;

/**
 * Puts a notice into the inboxes of these users, in the transaction of its cause. The actor is not told what it did; who
 * cannot reach the organization, wants none of its topic or was told before is left out by the database.
 */
export async function notify(tx: Tx, actor: Actor, userIds: readonly number[], notice: Notice): Promise<void> {
  const others = [...new Set(userIds)].filter((id) => id !== actor.userId);
  if (others.length === 0) return;
  await insertNotifications(tx, { ...stored(notice), userIds: others, actorId: actor.userId || null });
}

/** Reminds each of its own matter, in one statement. */
export async function remind(tx: Tx, notices: readonly (Notice & { userId: number; key: string })[]): Promise<void> {
  if (notices.length > 0)
    await insertReminders(
      tx,
      notices.map((notice) => ({ ...notice, ...stored(notice) })),
    );
}

function stored(notice: Notice) {
  const detail = notice.detail ?? "";
  const topic = topicOf(notice.kind);
  const standard: string = topics[topic].standard;
  return {
    ...notice,
    detail: detail.length > MOST_DETAIL ? `${detail.slice(0, MOST_DETAIL - 1)}…` : detail,
    topic,
    key: notice.key ?? null,
    mail: standard === "instant" || standard === "digest" ? (standard as "instant" | "digest") : ("none" as const),
  };
}
