import { cookies } from "next/headers";
import { cookieName, cookieOptions } from "./session";

/** Takes the session's cookie from the browser; the session itself was ended before. */
export async function forgetSession(): Promise<void> {
  (await cookies()).set(cookieName("session"), "", { ...cookieOptions(), maxAge: 0 });
}
