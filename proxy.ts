import { NextResponse, type NextRequest } from "next/server";
import { contentSecurityPolicy, securityHeaders } from "@/app/_http/security-headers";

/**
 * The headers of pages. It guards nothing: who may see a page is asked by the page itself. The API is left out (its own
 * layer sets its headers, and bodies must not pass through here, where long ones would be cut off), and so are files that
 * are the same for everyone.
 */
export function proxy(request: NextRequest): NextResponse {
  const https = process.env.AUTH_URL?.startsWith("https://") ?? false;
  const development = process.env.NODE_ENV === "development";
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce, { https, development });

  const headers = new Headers(request.headers);
  // Next reads the nonce from the policy of the request and puts it on what it writes inline.
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(securityHeaders(https))) response.headers.set(name, value);
  response.headers.set("cache-control", "private, no-store");
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static/|favicon\\.svg$).*)"] };
