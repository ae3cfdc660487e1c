import { createTransport } from "nodemailer";
import { onShutdown } from "@/db/on-shutdown";
import { config } from "@/lib/kernel/config";
import { describeError, log } from "@/lib/kernel/log";
import { listen } from "@/lib/kernel/listen";
import { composeMails } from "./compose-mails";
import { deliverMails, type Transport } from "./deliver-mails";

const LOOK_EVERY_MS = 30_000;

interface Mailer {
  send?: Transport;
  timer?: NodeJS.Timeout;
  deaf?: () => void;
  running?: Promise<void>;
  again: boolean;
}

const shared = globalThis as { [key: symbol]: Mailer | undefined };
const mailer: Mailer = (shared[Symbol.for("securesphere.mailer")] ??= { again: false });

/**
 * Writes and sends what is due, digests and retries included, now and then; and at once when a notice somewhere asks for it.
 * For a server's start.
 */
export function startMailer(): void {
  if (mailer.timer) return;
  mailer.timer = setInterval(wakeMailer, LOOK_EVERY_MS).unref();
  mailer.deaf = listen({ heard: (message) => message === "mail" && wakeMailer(), hearing: wakeMailer });
  onShutdown(async () => {
    clearInterval(mailer.timer);
    mailer.deaf?.();
    mailer.timer = undefined;
    await mailer.running;
  });
  wakeMailer();
}

/** Does what is due, in the background; one run at a time. What cannot be sent now is tried again. */
export function wakeMailer(): void {
  if (mailer.running) {
    mailer.again = true;
    return;
  }
  mailer.running = writeAndSend()
    .catch((error: Error) => log("error", "mail waits", { error: describeError(error) }))
    .then(() => {
      mailer.running = undefined;
      if (mailer.again) {
        mailer.again = false;
        wakeMailer();
      }
    });
}

/** Without SMTP_URL what is written stays in the outbox. */
async function writeAndSend(): Promise<void> {
  await composeMails();
  const { smtpUrl } = config();
  if (smtpUrl) await deliverMails((mailer.send ??= smtpTransport(smtpUrl)));
}

/** `?from=` in the address names the sender; else it is no-reply at the public address. */
export function smtpTransport(smtpUrl: string): Transport {
  const url = new URL(smtpUrl);
  const from = url.searchParams.get("from") ?? `SecureSphere <no-reply@${new URL(config().authUrl).hostname}>`;
  url.searchParams.delete("from");
  const transport = createTransport(url.href, { from });
  return async ({ unsubscribe, ...mail }) => {
    const further = unsubscribe && {
      list: { unsubscribe },
      headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated" },
    };
    await transport.sendMail({ ...mail, ...further });
  };
}
