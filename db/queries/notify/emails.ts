import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { emails } from "@/db/schema/notify/emails";

export interface NewMail {
  recipient: string;
  subject: string;
  body: string;
  /** `queued` is sent after the commit; `kept` only stands in the outbox. */
  status: "queued" | "kept";
}

/** Queues a mail in the transaction of its cause. Anyone may; only those who see all may read it back. */
export async function insertMail(tx: Tx, mail: NewMail): Promise<void> {
  await tx.insert(emails).values(mail);
}

export interface DueMail {
  id: number;
  recipient: string;
  subject: string;
  body: string;
  attempts: number;
  /** Whose notices it tells of, and what that person can end from within it. */
  recipient_id: number | null;
  unsubscribe: string | null;
}

/**
 * Takes mails that are due, leaving those another process has taken. Until `leaseSeconds` are over nobody else takes
 * them, so a process that dies in between only delays them.
 */
export async function claimDueMails(tx: Tx, most: number, leaseSeconds: number): Promise<DueMail[]> {
  const result = await tx.execute(
    sql`update emails set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ${leaseSeconds})
        where id in (select id from emails where status = 'queued' and next_attempt_at <= now()
                     order by next_attempt_at limit ${most} for update skip locked)
        returning id, recipient, subject, body, attempts, recipient_id, unsubscribe`,
  );
  return result.rows as unknown as DueMail[];
}

export async function markMailSent(tx: Tx, id: number, body: string): Promise<void> {
  await tx
    .update(emails)
    .set({ status: "sent", sentAt: sql`now()`, lastError: null, body })
    .where(eq(emails.id, id));
}

/** Notes a failed attempt: another follows after `retrySeconds`; without them there is none. */
export async function markMailFailed(tx: Tx, id: number, error: string, retrySeconds: number | undefined) {
  await tx
    .update(emails)
    .set({
      lastError: error,
      ...(retrySeconds === undefined
        ? { status: "failed" as const }
        : { nextAttemptAt: sql`now() + make_interval(secs => ${retrySeconds})` }),
    })
    .where(eq(emails.id, id));
}
