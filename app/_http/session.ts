import { decode, encode } from "next-auth/jwt";
import { SESSION_SECONDS } from "@/lib/identity/lifetimes";
import { hashToken } from "@/lib/identity/token";
import type { Credential } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";

/** The names of our cookies: a browser holds `__Host-` ones to HTTPS, this host and the whole path. */
export const isHttps = () => config().authUrl.startsWith("https://");
export const cookieName = (name: string) => `${isHttps() ? "__Host-" : ""}securesphere.${name}`;
export const cookieOptions = () => ({ httpOnly: true, sameSite: "lax" as const, secure: isHttps(), path: "/" });

export interface SessionClaims {
  /** The user's id, as text. */
  sub: string;
  /** The session's token; its SHA-256 finds the row that decides. */
  sid: string;
}

/** The cookie's value: the claims, encrypted under AUTH_SECRET, and nothing else. */
export const encodeSession = ({ sub, sid }: SessionClaims, seconds = SESSION_SECONDS): Promise<string> =>
  encode({ token: { sub, sid }, secret: config().authSecret, maxAge: seconds });

/** The claims of a cookie that we made and that has not expired; undefined for anything else. */
async function decodeSession(value: string): Promise<SessionClaims | undefined> {
  try {
    const claims = await decode({ token: value, secret: config().authSecret });
    if (typeof claims?.sub !== "string" || typeof claims.sid !== "string") return undefined;
    return { sub: claims.sub, sid: claims.sid };
  } catch {
    return undefined;
  }
}

/** Decoding costs more than the rest of a small call, and a browser sends the same cookie with every one. */
const MOST_REMEMBERED = 2_000;
const REMEMBERED_MS = 60_000;
const remembered = new Map<string, { hash: Buffer; until: number }>();

/**
 * The credential that a `Cookie` header carries. Whether it still holds is not known before the gate has found its row,
 * which happens at every call.
 */
export async function credentialFromCookies(header: string): Promise<Credential> {
  const value = readCookie(header, cookieName("session"));
  if (!value) return { kind: "none" };
  const known = remembered.get(value);
  if (known && known.until > Date.now()) return { kind: "session", hash: known.hash };
  const claims = await decodeSession(value);
  if (!claims) return { kind: "none" };
  const hash = hashToken(claims.sid);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(value, { hash, until: Date.now() + REMEMBERED_MS });
  return { kind: "session", hash };
}

/** One cookie of a `Cookie` header; undefined when it is not there or not well-formed. */
export function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(part.slice(at + 1).trim());
    } catch {
      return undefined;
    }
  }
  return undefined;
}
