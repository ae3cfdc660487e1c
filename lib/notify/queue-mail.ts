import { insertMail } from "@/db/queries/notify/emails";
import { config } from "@/lib/kernel/config";
import type { Tx } from "@/lib/kernel/database";
import { wakeMailer } from "./mailer";

export interface Mail {
  to: string;
  subject: string;
  /** Plain text, lines of any length. */
  text: string;
}

/** Queues a mail in the transaction of its cause; it leaves after the commit. Without SMTP_URL it stays in the outbox. */
export async function queueMail(context: { tx: Tx; after(effect: () => unknown): void }, mail: Mail): Promise<void> {
  const status = config().smtpUrl ? "queued" : "kept";
  await insertMail(context.tx, { recipient: mail.to, subject: mail.subject, body: mail.text, status });
  if (status === "queued") context.after(wakeMailer);
}
