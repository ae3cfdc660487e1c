import { Fault } from "@/lib/kernel/fault";
import { config } from "@/lib/kernel/config";
import { hashKey, looksLikeKey } from "@/lib/identity/key-format";
import type { Caller, Credential } from "@/lib/kernel/actor";
import { requestIdOf } from "./request-id";
import { credentialFromCookies } from "./session";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);
const IDEMPOTENCY_KEY = /^[\x20-\x7e]{1,200}$/;

/**
 * Who sends a request: the key in `Authorization`, or the session in the cookie. Address and request id are the ones the
 * front set. A write that is authorised by the cookie must come from our own pages.
 * @throws Fault unauthenticated for a malformed key, forbidden for a cross-site write
 */
export async function callerOf(
  method: string,
  headers: Headers,
  requestId: string = requestIdOf(headers),
): Promise<Caller> {
  const credential = await credentialOf(headers);
  if (credential.kind === "session" && !READS.has(method)) requireSameOrigin(headers);
  return {
    credential,
    requestId,
    address: headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "",
    agent: headers.get("user-agent") ?? "",
    idempotencyKey: READS.has(method) ? undefined : idempotencyKeyOf(headers),
  };
}

async function credentialOf(headers: Headers): Promise<Credential> {
  const authorization = headers.get("authorization");
  // A name and password are for a proxy in front, and browsers send them along with everything.
  if (authorization !== null && !/^Basic /i.test(authorization)) {
    const [, secret] = /^Bearer +(\S{1,200})$/i.exec(authorization) ?? [];
    if (!secret || !looksLikeKey(secret)) {
      throw new Fault("unauthenticated", "Authorization should be: Bearer <API key>.");
    }
    return { kind: "key", hash: hashKey(secret) };
  }
  const cookie = headers.get("cookie");
  return cookie ? await credentialFromCookies(cookie) : { kind: "none" };
}

/** A key cut short could stand for two, so one that is too long is refused. */
function idempotencyKeyOf(headers: Headers): string | undefined {
  const key = headers.get("idempotency-key");
  if (key === null) return undefined;
  if (IDEMPOTENCY_KEY.test(key)) return key;
  throw new Fault("malformed", "Idempotency-Key should be 1 to 200 printable ASCII characters.");
}

/** The browser says where a write comes from; nothing said is not our page. */
export function requireSameOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  if (origin !== null ? origin === config().authUrl : headers.get("sec-fetch-site") === "same-origin") return;
  throw new Fault("forbidden", "This request came from another site, so it was refused.");
}
