import type { NextRequest } from "next/server";
import { decode, encode } from "next-auth/jwt";
import { PENDING_SECONDS, SESSION_SECONDS } from "@/lib/identity/lifetimes";
import { beginSso, journeyInput, type Journey } from "@/lib/identity/sso/begin-sso";
import { finishSso } from "@/lib/identity/sso/finish-sso";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { DEVICE_SECONDS, endSession, setCookie } from "./auth-cookies";
import { callerOf } from "./caller";
import { asFault } from "./problem";
import { requestIdOf } from "./request-id";
import { complete } from "./respond";
import { safePath } from "./safe-path";
import { cookieName, encodeSession, readCookie } from "./session";

type Context = { params: Promise<{ slug: string }> };

/** Sends the browser to the organization's provider, and has it keep what must come back with it. */
export async function startSso(request: NextRequest, { params }: Context): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const { slug } = await params;
  try {
    const caller = await callerOf("GET", request.headers, requestId);
    const next = safePath(request.nextUrl.searchParams.get("next") ?? "/", config().authUrl);
    const { address, journey } = await beginSso(caller, { slug, next });
    return complete(leaveFor(address, setCookie("sso", await seal(journey), PENDING_SECONDS)), requestId);
  } catch (error) {
    return complete(leaveFor(`/sign-in?sso=${reasonOf(error, requestId)}`), requestId);
  }
}

/** Takes the browser back from the provider: in, on to the second factor, or to the sign-in page with the reason why not. */
export async function endSso(request: NextRequest, { params }: Context): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const { slug } = await params;
  const forget = setCookie("sso", "", 0);
  try {
    const caller = await callerOf("GET", request.headers, requestId);
    const cookies = request.headers.get("cookie") ?? "";
    const journey = await unseal(readCookie(cookies, cookieName("sso")));
    const device = readCookie(cookies, cookieName("device"));
    const outcome = await finishSso(caller, { slug, query: request.nextUrl.search.slice(1), journey, device });
    if (outcome.kind === "refused") return complete(leaveFor(`/sign-in?sso=${outcome.reason}`, forget), requestId);
    const next = safePath(journey?.next, config().authUrl);
    if (outcome.kind === "factor-due") {
      const pending = setCookie("pending", outcome.pending, PENDING_SECONDS);
      return complete(leaveFor(`/sign-in/second-step?next=${encodeURIComponent(next)}`, forget, pending), requestId);
    }
    await endSession(caller); // the one this browser had before
    const session = await encodeSession({ sub: String(outcome.userId), sid: outcome.token });
    const kept = [
      setCookie("session", session, SESSION_SECONDS),
      setCookie("device", outcome.device, DEVICE_SECONDS),
      setCookie("pending", "", 0),
    ];
    return complete(leaveFor(next, forget, ...kept), requestId);
  } catch (error) {
    return complete(leaveFor(`/sign-in?sso=${reasonOf(error, requestId)}`, forget), requestId);
  }
}

function reasonOf(error: unknown, requestId: string): string {
  const fault = error instanceof Fault ? error : asFault(error, requestId);
  if (fault.code === "not_found" || fault.code === "invalid") return "unknown";
  return fault.code === "unavailable" ? "away" : "invalid";
}

function leaveFor(address: string, ...cookies: string[]): Response {
  const headers = new Headers({ location: new URL(address, config().authUrl).href });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

const secretOf = () => `sso:${config().authSecret}`;
const seal = (journey: Journey) => encode({ token: { ...journey }, secret: secretOf(), maxAge: PENDING_SECONDS });

/** What we sealed not long ago; undefined for anything else. */
async function unseal(value: string | undefined): Promise<Journey | undefined> {
  if (!value) return undefined;
  const token = await decode({ token: value, secret: secretOf() }).catch(() => undefined);
  return journeyInput.safeParse(token).data;
}
