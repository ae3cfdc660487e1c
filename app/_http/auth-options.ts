import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { getCurrentActor } from "@/lib/identity/get-current-actor";
import { SESSION_SECONDS } from "@/lib/identity/lifetimes";
import { signIn, type SignInOutcome } from "@/lib/identity/sign-in";
import { finishSignIn } from "@/lib/identity/factors/finish-sign-in";
import { signInWithPasskey } from "@/lib/identity/factors/sign-in-with-passkey";
import { hashToken } from "@/lib/identity/token";
import type { Caller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { safePath } from "./safe-path";
import { cookieName, cookieOptions, isHttps, readCookie } from "./session";

/** What became of a log-in, for the handler around next-auth, which itself only learns yes or no. */
export type Attempt = SignInOutcome | { kind: "none" } | { kind: "expired" } | { kind: "failed"; error: unknown };

/**
 * next-auth as the log-in adapter: it keeps the anti-forgery token and the encrypted cookie, and decides nothing. The
 * token carries a user's id and a session's, and the session's row is asked at every call.
 */
export function authOptions(caller: Caller, report: (attempt: Attempt) => void): AuthOptions {
  const hidden = { options: cookieOptions() };
  return {
    secret: config().authSecret,
    useSecureCookies: isHttps(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: { name: cookieName("session"), ...hidden },
      csrfToken: { name: cookieName("csrf"), ...hidden },
      callbackUrl: { name: cookieName("callback"), ...hidden },
    },
    providers: [
      CredentialsProvider({
        credentials: { step: {}, login: {}, password: {}, code: {}, passkey: {} },
        // Never throws: next-auth would put the message into an address.
        async authorize(given, request) {
          try {
            const cookies = (request.headers as Record<string, string> | undefined)?.cookie ?? "";
            const outcome = await attempt(caller, given ?? {}, cookies);
            report(outcome);
            return outcome.kind === "signed-in" ? { id: String(outcome.userId), sid: outcome.token } : null;
          } catch (error) {
            if (!(error instanceof SyntaxError || (error instanceof Fault && error.code === "invalid")))
              report({ kind: "failed", error });
            return null;
          }
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { sub: user.id, sid: (user as unknown as { sid: string }).sid };
        const { sub, sid } = token as { sub: string; sid: string };
        // Throws when the session is over: returning null would leave one that looks valid.
        await getCurrentActor({ ...caller, credential: { kind: "session", hash: hashToken(sid) } }, {});
        return { sub, sid };
      },
      session: ({ session, token }) => Object.assign(session, { user: { id: token.sub } }),
      redirect: ({ url }) => config().authUrl + safePath(url, config().authUrl),
    },
    logger: {
      error: (code) => void (code === "JWT_SESSION_ERROR" || console.error(`next-auth: ${code}`)),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** One step of signing in: with a password, by a passkey alone, or with the second factor of what a password began. */
function attempt(caller: Caller, given: Partial<Record<Field, string>>, cookies: string): Promise<Attempt> {
  const device = readCookie(cookies, cookieName("device"));
  const passkey = given.passkey ? (JSON.parse(given.passkey) as never) : undefined;
  if (given.step === "factor") {
    const pending = readCookie(cookies, cookieName("pending")) ?? "";
    return finishSignIn(caller, { pending, code: given.code || undefined, passkey, device });
  }
  if (given.step === "passkey") return signInWithPasskey(caller, { passkey: passkey as never, device });
  return signIn(caller, { login: given.login ?? "", password: given.password ?? "", device });
}

type Field = "step" | "login" | "password" | "code" | "passkey";
