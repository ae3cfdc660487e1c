import { signOut } from "@/lib/identity/sign-out";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { cookieName, cookieOptions } from "./session";

/** As long as browsers keep a cookie. */
export const DEVICE_SECONDS = 400 * 86_400;

/** A `Set-Cookie` header, out of reach of scripts; 0 seconds take the cookie away. */
export function setCookie(name: string, value: string, seconds: number): string {
  const { secure } = cookieOptions();
  const attributes = ["Path=/", `Max-Age=${seconds}`, "HttpOnly", "SameSite=Lax", ...(secure ? ["Secure"] : [])];
  return [`${cookieName(name)}=${value}`, ...attributes].join("; ");
}

/** Ends the session a browser had before. One that is over already needs no end. */
export async function endSession(caller: Caller): Promise<void> {
  if (caller.credential.kind !== "session") return;
  await signOut(caller, {}).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
  });
}
