import { z } from "zod";
import { findMail, requeueMail } from "@/db/queries/notify/outbox";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { wakeMailer } from "./mailer";
import { canSeeOutbox } from "./outbox-policy";

/** Sends a mail that failed, or that was kept before mail was configured. */
export const retryMail = command({
  action: "notify.mail.retry",
  input: z.object({ mailId: id() }),
  target: (tx, { mailId }) => findMail(tx, mailId),
  subject: "mail",
  allow: canSeeOutbox,
  run: async ({ tx, target, after }) => {
    if (!config().smtpUrl) throw new Fault("conflict", "Mail is not configured: set SMTP_URL, then send it again.");
    if (target.state === "sent") throw new Fault("conflict", "This mail was sent already.");
    if (target.state === "withdrawn") throw new Fault("conflict", "Its recipient may not see this any more.");
    if (target.state === "queued") return;
    await requeueMail(tx, target.id);
    after(wakeMailer);
  },
});
