import { z } from "zod";
import { claimDueMails, markMailFailed, markMailSent, type DueMail } from "@/db/queries/notify/emails";
import { withdrawLost } from "@/db/queries/notify/notice-mails";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { id } from "@/lib/kernel/input";
import { type Unsubscription, unsubscribeToken } from "./unsubscribe-token";

/** Hands a mail to the next server; throws when that did not take it. */
export type Transport = (mail: OutgoingMail) => Promise<void>;

export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  /** Where one POST ends mails like it (RFC 8058). */
  unsubscribe?: string;
}

const BATCH = 20;
const LEASE_SECONDS = 300;
/** Seconds until the next attempt after the first, second … failed; then the mail stays in the outbox as failed. */
const RETRIES = [30, 120, 600, 3600, 4 * 3600];

const claim = command({
  action: "notify.mail.claim",
  input: z.object({}),
  as: "job:mail",
  allow: () => true,
  run: async ({ tx }) => {
    await withdrawLost(tx);
    return claimDueMails(tx, BATCH, LEASE_SECONDS);
  },
});

const settle = command({
  action: "notify.mail.settle",
  input: z.object({ id: id(), body: z.string(), attempts: z.number().int(), error: z.string().optional() }),
  as: "job:mail",
  allow: () => true,
  run: ({ tx }, mail) =>
    mail.error === undefined
      ? markMailSent(tx, mail.id, withoutSecrets(mail.body))
      : markMailFailed(tx, mail.id, mail.error, RETRIES[mail.attempts - 1]),
});

/**
 * Sends what is due, a batch at a time, and notes what became of each. No connection is held while the mail server
 * answers. Returns how many were sent.
 */
export async function deliverMails(send: Transport): Promise<number> {
  const caller = systemCaller("job:mail");
  let sent = 0;
  for (;;) {
    const mails = await claim(caller, {});
    for (const mail of mails) {
      const error = await attempt(send, mail);
      await settle(caller, { ...mail, error });
      if (error === undefined) sent += 1;
    }
    if (mails.length < BATCH) return sent;
  }
}

async function attempt(send: Transport, mail: DueMail): Promise<string | undefined> {
  try {
    await send(outgoing(mail));
    return undefined;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, 500);
  }
}

/** How to get no more of it is added as it leaves: the outbox keeps no token. */
function outgoing({ recipient, subject, body, recipient_id: userId, unsubscribe }: DueMail): OutgoingMail {
  if (userId === null || unsubscribe === null) return { to: recipient, subject, text: body };
  const token = unsubscribeToken({ userId, what: unsubscribe as Unsubscription["what"] });
  const { authUrl } = config();
  const footer = `-- \nChoose what you are told, and how: ${authUrl}/account/notifications\nNo more mails like this: ${authUrl}/unsubscribe/${token}`;
  return {
    to: recipient,
    subject,
    text: `${body}\n\n${footer}\n`,
    unsubscribe: `${authUrl}/api/v1/unsubscribe/${token}`,
  };
}

/** What was sent needs no working link in the database any more. */
const withoutSecrets = (body: string) => body.replace(/\/(invitation|reset)\/[A-Za-z0-9_-]{20,}/g, "/$1/…");
