import { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { findMail } from "@/db/queries/notify/outbox";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { id } from "@/lib/kernel/input";
import { canSeeOutbox } from "./outbox-policy";

/** One mail with its text, which may hold a link that opens an account: reading it stands in the audit trail. */
export const readMail = command({
  action: "notify.mail.read",
  input: z.object({ mailId: id() }),
  target: (tx, { mailId }) => findMail(tx, mailId),
  subject: "mail",
  allow: canSeeOutbox,
  run: async ({ tx, target }) => {
    await logEvent(tx, { action: "READ", table: "emails", recordId: target.id });
    return { ...target, canRetry: target.state === "failed" || (target.state === "kept" && !!config().smtpUrl) };
  },
});
