import { createHmac, hash, randomBytes, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/kernel/config";

/** What a passkey is asked for. */
export type Purpose = "sign-in" | "second" | "register" | "prove";

export const CHALLENGE_SECONDS = 300;
const SHAPE = /^([a-z-]{1,20})\.([a-f0-9]{0,64})\.(\d{1,12})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** For whom: nobody yet, a sign-in that waits, a session. */
export type Subject = string | number;

const sign = (said: string) =>
  createHmac("sha256", config().authSecret).update(`passkey-challenge:${said}`).digest("base64url");

/** A number to be signed once: it says itself what for, for whom and until when, so that asking writes nothing. */
export function makeChallenge(purpose: Purpose, subject: Subject, now = Date.now()): string {
  const said = `${purpose}.${subject}.${Math.floor(now / 1000) + CHALLENGE_SECONDS}.${randomBytes(16).toString("base64url")}`;
  return `${said}.${sign(said)}`;
}

/** Whether we made the challenge for this, and it has not expired. That it is answered once is seen to by the database. */
export function isChallenge(challenge: string, purpose: Purpose, subject: Subject, now = Date.now()): boolean {
  const match = SHAPE.exec(challenge);
  if (!match) return false;
  const expected = Buffer.from(sign(challenge.slice(0, challenge.lastIndexOf("."))));
  if (!timingSafeEqual(expected, Buffer.from(match[5]!))) return false;
  return match[1] === purpose && match[2] === String(subject) && Number(match[3]) > now / 1000;
}

/** By what the database knows an answered challenge. */
export const digestOf = (challenge: string) => hash("sha256", challenge, "buffer");
