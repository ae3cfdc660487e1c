import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/kernel/config";
import { topicNames, type TopicName } from "./topics";

/** What a mail's reader can end from within it. */
export interface Unsubscription {
  userId: number;
  what: TopicName | "digest";
}

const subjects = new Set<string>([...topicNames, "digest"]);

function sign(said: string): string {
  const key = Buffer.from(hkdfSync("sha256", config().authSecret, "", "securesphere unsubscribe", 32));
  return createHmac("sha256", key).update(said).digest("base64url");
}

/** Lets whoever has the mail end mails like it, and nothing else. It stays valid as long as the mail is kept. */
export function unsubscribeToken({ userId, what }: Unsubscription): string {
  const said = `${userId}.${what}`;
  return `${said}.${sign(said)}`;
}

/** What a token permits; undefined for one that we did not make. */
export function readUnsubscribeToken(token: string): Unsubscription | undefined {
  const [, said, userId, what, mac] = /^((\d{1,10})\.([a-z]{1,20}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!said || !subjects.has(what!)) return undefined;
  if (!timingSafeEqual(Buffer.from(mac!), Buffer.from(sign(said)))) return undefined;
  return { userId: Number(userId), what: what as Unsubscription["what"] };
}
