import { createTransport } from "nodemailer";
import { onShutdown } from "@/db/on-shutdown";
import { config } from "@/lib/kernel/config";
import { deliverMails, type Transport } from "./deliver-mails";

const LOOK_EVERY_MS = 30_000;

interface Mailer {
  send?: Transport;
  timer?: NodeJS.Timeout;
  running?: Promise<void>;
  again: boolean;
}

const shared = globalThis as { [key: symbol]: Mailer | undefined };
const mailer: Mailer = (shared[Symbol.for("securesphere.mailer")] ??= { again: false });

/** Looks for due mail now and then, retries included. For a server's start; without SMTP_URL there is nothing to do. */
export function startMailer(): void {
  if (!config().smtpUrl || mailer.timer) return;
  mailer.timer = setInterval(wakeMailer, LOOK_EVERY_MS).unref();
  onShutdown(async () => {
    clearInterval(mailer.timer);
    mailer.timer = undefined;
    await mailer.running;
  });
  wakeMailer();
}

/** Sends what is due, in the background; one run at a time. What cannot be sent now is tried again. */
export function wakeMailer(): void {
  const { smtpUrl } = config();
  if (!smtpUrl) return;
  if (mailer.running) {
    mailer.again = true;
    return;
  }
  mailer.send ??= smtpTransport(smtpUrl);
  mailer.running = deliverMails(mailer.send)
    .catch((error: Error) => console.error(`Mail waits: ${error.message}`))
    .then(() => {
      mailer.running = undefined;
      if (mailer.again) {
        mailer.again = false;
        wakeMailer();
      }
    });
}

/** `?from=` in the address names the sender; else it is no-reply at the public address. */
export function smtpTransport(smtpUrl: string): Transport {
  const url = new URL(smtpUrl);
  const from = url.searchParams.get("from") ?? `SecureSphere <no-reply@${new URL(config().authUrl).hostname}>`;
  url.searchParams.delete("from");
  const transport = createTransport(url.href, { from });
  return async (mail) => void (await transport.sendMail(mail));
}
