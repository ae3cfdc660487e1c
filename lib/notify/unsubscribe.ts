import { endMails } from "@/db/queries/notify/notice-mails";
import { savePreferences } from "@/db/queries/notify/preferences";
import { command } from "@/lib/kernel/command";
import { notFound } from "@/lib/kernel/fault";
import { preferencesOf } from "./preferences";
import { unsubscribeInput } from "./preferences-input";
import { topicNames } from "./topics";
import { readUnsubscribeToken } from "./unsubscribe-token";

/**
 * Ends mails of one topic, or the daily digest, for whoever holds a mail of it; no log-in is asked (RFC 8058). The inbox
 * still gets the notices, and what waits to be mailed is not. Doing it again changes nothing.
 */
export const unsubscribe = command({
  action: "notify.mail.unsubscribe",
  input: unsubscribeInput,
  as: "system:mail",
  allow: () => true,
  run: async ({ tx }, { token }) => {
    const permitted = readUnsubscribeToken(token);
    if (!permitted) throw notFound("link");
    const { userId, what } = permitted;
    const now = await preferencesOf(tx, userId);
    const ended = topicNames.filter((name) =>
      what === "digest" ? now[name] === "digest" : name === what && (now[name] === "instant" || now[name] === "digest"),
    );
    await savePreferences(
      tx,
      userId,
      ended.map((topic) => ({ topic, delivery: "inbox" })),
    );
    await endMails(tx, userId, ended);
    return { what };
  },
});
