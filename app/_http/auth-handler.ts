import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { PENDING_SECONDS } from "@/lib/identity/lifetimes";
import type { Caller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { DEVICE_SECONDS, endSession, setCookie } from "./auth-cookies";
import { authOptions, type Attempt } from "./auth-options";
import { callerOf, requireSameOrigin } from "./caller";
import { problemOf } from "./problem";
import { complete } from "./respond";

type Context = { params: Promise<{ nextauth: string[] }> };

/** What of next-auth is open; its other endpoints (writing to the log, changing the token) nobody needs. */
const OPEN = {
  GET: /^(csrf|session|providers|signin|signout|error)$/,
  POST: /^(callback\/credentials|signout)$/,
};

/** Handles /api/auth: next-auth's endpoints, with our refusals, limits and session rows around them. */
export async function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  const requestId = request.headers.get("x-request-id") ?? crypto.randomUUID();
  const { nextauth } = await context.params;
  const path = nextauth.join("/");
  try {
    const method = request.method as "GET" | "POST";
    if (!OPEN[method].test(path)) throw new Fault("not_found", "There is no such endpoint.");
    requireOwnPages(request, path);
    const caller = await callerOf("GET", request.headers);
    if (method === "POST" && path === "signout") await endSession(caller);
    let attempt: Attempt = { kind: "none" };
    const options = authOptions(caller, (made) => (attempt = made));
    const response = await NextAuth(request, context, options);
    return complete(await settle(response, attempt as Attempt, caller), requestId);
  } catch (error) {
    const told = error instanceof SyntaxError ? new Fault("malformed", "The body is not valid.") : error;
    return complete(problemOf(told, new URL(request.url).pathname, requestId), requestId);
  }
}

/**
 * A log-in from a program, which says nothing of where it comes from, is held by next-auth's token alone; a browser
 * always says so, and must come from our own pages.
 */
function requireOwnPages(request: NextRequest, path: string): void {
  const wanted = request.nextUrl.searchParams.get("callbackUrl");
  const isAddress =
    !wanted || (URL.canParse(wanted, config().authUrl) && /^https?:$/.test(new URL(wanted, config().authUrl).protocol));
  if (!isAddress) throw new Fault("malformed", "callbackUrl is not an address.");
  if (request.method !== "POST") return;
  const says = request.headers.has("origin") || request.headers.has("sec-fetch-site");
  if (says || path === "signout") requireSameOrigin(request.headers);
}

async function settle(response: Response, attempt: Attempt, caller: Caller): Promise<Response> {
  if (attempt.kind === "failed") throw attempt.error;
  if (attempt.kind === "throttled") {
    throw new Fault(
      "too_many_requests",
      "Too many attempts. Wait a while, or use a device you have signed in with before.",
      {
        retryAfter: attempt.retryAfter,
      },
    );
  }
  if (attempt.kind === "expired") throw new Fault("unauthenticated", "This sign-in took too long. Begin again.");
  if (attempt.kind === "factor-due") return askFactor(response, attempt);
  response.headers.set("cache-control", "private, no-store");
  if (attempt.kind === "signed-in") {
    await endSession(caller); // the one this browser had before
    response.headers.append("set-cookie", setCookie("device", attempt.device, DEVICE_SECONDS));
    response.headers.append("set-cookie", setCookie("pending", "", 0));
  }
  return response;
}

/** The password was right: the browser keeps what was begun, out of reach of scripts, and is told what to ask for. */
function askFactor(response: Response, { pending, asked }: Extract<Attempt, { kind: "factor-due" }>): Response {
  const headers = new Headers(response.headers);
  for (const name of ["content-length", "location"]) headers.delete(name);
  headers.set("content-type", "application/json");
  headers.set("cache-control", "private, no-store");
  headers.append("set-cookie", setCookie("pending", pending, PENDING_SECONDS));
  return new Response(JSON.stringify({ asked }), { status: 200, headers });
}
