import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { emails, type mailStates } from "@/db/schema/notify/emails";

type MailState = (typeof mailStates)[number];

export interface OutboxFilter {
  q?: string;
  state?: MailState;
  /** Those queued before the one with this id. */
  before?: number;
  limit: number;
}

const summary = {
  id: emails.id,
  recipient: emails.recipient,
  subject: emails.subject,
  state: emails.status,
  attempts: emails.attempts,
  lastError: emails.lastError,
  sentAt: emails.sentAt,
  createdAt: emails.createdAt,
};

/** Mails without their bodies, the latest first. */
export async function findMails(tx: Tx, filter: OutboxFilter) {
  const pattern = filter.q && `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
  return await tx
    .select(summary)
    .from(emails)
    .where(
      and(
        pattern ? sql`${emails.recipient} || ' ' || ${emails.subject} ilike ${pattern}` : undefined,
        filter.state && eq(emails.status, filter.state),
        filter.before === undefined ? undefined : lt(emails.id, filter.before),
      ),
    )
    .orderBy(desc(emails.id))
    .limit(filter.limit);
}

export async function findMail(tx: Tx, id: number) {
  const [row] = await tx
    .select({ ...summary, body: emails.body })
    .from(emails)
    .where(eq(emails.id, id));
  return row;
}

/** The latest mail to someone that never left, with a link of a kind in it. */
export async function findKeptMailWith(tx: Tx, recipient: string, linkPath: string) {
  const [row] = await tx
    .select({ id: emails.id, body: emails.body })
    .from(emails)
    .where(
      and(
        sql`lower(${emails.recipient}) = lower(${recipient})`,
        eq(emails.status, "kept"),
        sql`position(${linkPath} in ${emails.body}) > 0`,
      ),
    )
    .orderBy(desc(emails.id))
    .limit(1);
  return row;
}

/** Puts a mail that failed or was kept back into the queue. */
export async function requeueMail(tx: Tx, id: number): Promise<void> {
  await tx
    .update(emails)
    .set({ status: "queued", attempts: 0, lastError: null, nextAttemptAt: sql`now()` })
    .where(eq(emails.id, id));
}
