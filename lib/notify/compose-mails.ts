import { z } from "zod";
import { insertNoticeMails, takeDigest, takeInstant } from "@/db/queries/notify/notice-mails";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { digestMail, instantMail } from "./notice-mails";

/** The hour, UTC, at which what came in the day before goes out as one mail. */
export const DIGEST_HOUR = 7;
const BATCH = 100;

const statusNow = () => (config().smtpUrl ? ("queued" as const) : ("kept" as const));

const composeInstant = command({
  action: "notify.mail.compose",
  input: z.object({}),
  as: "job:mail",
  allow: () => true,
  run: async ({ tx }) => {
    const taken = await takeInstant(tx, BATCH);
    const mails = taken.filter(({ wanted }) => wanted).map(instantMail);
    if (mails.length > 0)
      await insertNoticeMails(
        tx,
        mails.map((mail) => ({ ...mail, status: statusNow() })),
      );
    return taken.length;
  },
});

const composeDigest = command({
  action: "notify.digest.compose",
  input: z.object({ due: z.date() }),
  as: "job:mail",
  allow: () => true,
  run: async ({ tx }, { due }) => {
    const day = due.toISOString().slice(0, 10);
    const taken = await takeDigest(tx, day, due);
    const wanted = taken.filter((notice) => notice.wanted);
    if (wanted.length > 0) await insertNoticeMails(tx, [{ ...digestMail(wanted, day), status: statusNow() }]);
    return taken.length;
  },
});

/** When the digest that is due last was: today's hour, or yesterday's while it has not come. */
export function lastDigest(now: Date): Date {
  const due = new Date(now);
  due.setUTCHours(DIGEST_HOUR, 0, 0, 0);
  if (due > now) due.setUTCDate(due.getUTCDate() - 1);
  return due;
}

/**
 * Writes the mails that notices ask for into the outbox: those that leave at once, and the digests that are due. What is
 * taken and what comes of it are one transaction, so that a process that dies leaves it to the next, and replicas never
 * write the same mail.
 */
export async function composeMails(now = new Date()): Promise<void> {
  const caller = systemCaller("job:mail");
  while ((await composeInstant(caller, {})) === BATCH);
  const due = lastDigest(now);
  while ((await composeDigest(caller, { due })) > 0);
}
