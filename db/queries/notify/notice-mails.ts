import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** A notice that a mail is to tell of, with its reader. */
export interface MailedNoticeRow {
  id: number;
  user_id: number;
  organization_id: number;
  kind: string;
  subject: string;
  detail: string;
  link: string;
  actor: string;
  email: string;
  first_name: string;
  /** Still to be told: unread, and within the reader's reach. */
  wanted: boolean;
}

const told = sql.raw(`n.id, n.user_id, n.organization_id, n.kind, n.subject, n.detail, n.link, u.email, u.first_name,
  coalesce((select coalesce(nullif(trim(a.first_name || ' ' || a.last_name), ''), a.username) from users a where a.id = n.actor_id), '') as actor,
  n.read_at is null and app.reaches(n.user_id, n.organization_id) as wanted`);

/** Takes notices whose mail leaves at once, oldest first, leaving those that another process has taken. */
export async function takeInstant(tx: Tx, most: number): Promise<MailedNoticeRow[]> {
  const { rows } = await tx.execute(sql`update notifications n set mail = 'none' from users u
    where u.id = n.user_id and n.id in (
      select id from notifications where mail = 'instant' order by id limit ${most} for update skip locked)
    returning ${told}`);
  return (rows as unknown as MailedNoticeRow[]).sort((a, b) => a.id - b.id);
}

/**
 * Takes all that waits for the digest of one user who has had none on this day: notices from before the moment it is due.
 * Another process that takes the same user's waits, and then finds nothing.
 */
export async function takeDigest(tx: Tx, day: string, due: Date): Promise<MailedNoticeRow[]> {
  const before = sql`mail = 'digest' and created_at < ${due.toISOString()}`;
  const { rows } = await tx.execute(sql`update notifications n set mail = 'none' from users u
    where u.id = n.user_id and n.mail = 'digest' and n.created_at < ${due.toISOString()} and n.user_id = (
      select user_id from notifications where ${before}
        and not exists (select from emails e where e.key = 'digest:' || user_id || ':' || ${day}::text)
      order by user_id limit 1)
    returning ${told}`);
  return (rows as unknown as MailedNoticeRow[]).sort((a, b) => a.id - b.id);
}

export interface NoticeMail {
  key: string;
  recipient: string;
  recipientId: number;
  organizationIds: number[];
  subject: string;
  body: string;
  /** The topic, or `digest`. */
  unsubscribe: string;
  status: "queued" | "kept";
  noticeIds: number[];
}

/** Puts mails about notices into the outbox, each once, and notes with the notices which mail tells of them. */
export async function insertNoticeMails(tx: Tx, mails: readonly NoticeMail[]): Promise<void> {
  const json = JSON.stringify(
    mails.map((mail) => ({ ...mail, recipient_id: mail.recipientId, organization_ids: mail.organizationIds })),
  );
  await tx.execute(sql`with given as (
      select * from jsonb_to_recordset(${json}::jsonb) as g (key text, recipient text, recipient_id integer,
        organization_ids integer[], subject text, body text, unsubscribe text, status text, "noticeIds" integer[])),
    made as (
      insert into emails (key, recipient, recipient_id, organization_ids, subject, body, unsubscribe, status)
      select key, recipient, recipient_id, organization_ids, subject, body, unsubscribe, status from given
      on conflict (key) do nothing returning id, key)
    update notifications n set mail_id = m.id from made m join given g on g.key = m.key where n.id = any (g."noticeIds")`);
}

/**
 * Withdraws due mails that tell of what their readers do not reach any more. What else stood in a digest waits for another.
 */
export async function withdrawLost(tx: Tx): Promise<void> {
  await tx.execute(sql`with lost as (
      update emails set status = 'withdrawn', key = null, last_error = 'The recipient has lost the right to see this.'
      where status = 'queued' and next_attempt_at <= now() and recipient_id is not null
        and exists (select from unnest(organization_ids) o where not app.reaches(recipient_id, o))
      returning id, unsubscribe)
    update notifications set mail = 'digest', mail_id = null
    where mail_id in (select id from lost where unsubscribe = 'digest') and app.reaches(user_id, organization_id)`);
}

/** Nothing of these topics that waits is mailed to a user any more. */
export async function endMails(tx: Tx, userId: number, topics: readonly string[]): Promise<void> {
  await tx.execute(sql`update notifications set mail = 'none'
    where mail <> 'none' and user_id = ${userId} and topic = any (${sql.param(topics)}::text[])`);
}
