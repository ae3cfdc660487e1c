import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/kernel/config";

/** A browser, and who has signed in with it before. Kept in a signed cookie; it proves nothing but that. */
export interface KnownDevice {
  id: string;
  userIds: number[];
}

/** Accounts one browser is known for: a shared computer at most. */
const MOST_USERS = 5;
const SHAPE = /^([A-Za-z0-9_-]{22})\.((?:\d{1,10}-)*\d{1,10})\.([A-Za-z0-9_-]{43})$/;

/** The device a cookie names; undefined for anything we did not sign. */
export function readDevice(cookie: string | undefined): KnownDevice | undefined {
  const [, id, users, signature] = SHAPE.exec(cookie ?? "") ?? [];
  if (!id || !users || !signature) return undefined;
  const expected = Buffer.from(sign(id, users));
  if (!timingSafeEqual(expected, Buffer.from(signature))) return undefined;
  return { id, userIds: users.split("-").map(Number) };
}

/** The cookie by which a browser is known after this user signed in with it. */
export function rememberDevice(device: KnownDevice | undefined, userId: number): string {
  const id = device?.id ?? randomBytes(16).toString("base64url");
  const others = (device?.userIds ?? []).filter((known) => known !== userId);
  const users = [userId, ...others].slice(0, MOST_USERS).join("-");
  return `${id}.${users}.${sign(id, users)}`;
}

const sign = (id: string, users: string) =>
  createHmac("sha256", config().authSecret).update(`known-device:${id}.${users}`).digest("base64url");
