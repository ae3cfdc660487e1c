import type { SubmitResult } from "@/app/_forms/use-submit";
import type { AskedFactors } from "@/lib/identity/sign-in";

/** What came of a step: signed in, or what is asked for next. */
export type SignInResult = SubmitResult<AskedFactors | undefined>;

const refused = (message: string) => ({ ok: false as const, fault: { message } });

export const submitSignIn = (login: string, password: string) =>
  send({ login, password }, "This user name or e-mail and this password do not belong together.");

/** The second factor of what a password began. */
export const submitFactor = (answer: { code: string } | { passkey: object }) =>
  "code" in answer
    ? send({ step: "factor", code: answer.code }, "This code is not right, or was used before. Wait for the next one.")
    : send({ step: "factor", passkey: JSON.stringify(answer.passkey) }, NO_PASSKEY);

/** A passkey alone. */
export const submitPasskey = (passkey: object) =>
  send({ step: "passkey", passkey: JSON.stringify(passkey) }, NO_PASSKEY);

const NO_PASSKEY = "This passkey does not belong to an account here, or took too long. Try again.";

/** Logs in over next-auth: fetches its anti-forgery token, then sends what was given. Sets the session's cookie. */
async function send(given: Record<string, string>, wrong: string): Promise<SignInResult> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf", { cache: "no-store" })).json()) as {
      csrfToken: string;
    };
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({ csrfToken, ...given, json: "true" }),
    });
    const answer = (await response.json()) as { url?: string; asked?: AskedFactors; detail?: string };
    if (response.status === 401) return refused(answer.detail ?? wrong);
    if (response.status === 429) return refused(waitWords(Number(response.headers.get("retry-after") ?? 900), given));
    if (response.ok && answer.asked) return { ok: true, data: answer.asked };
    if (response.ok && answer.url && !answer.url.includes("csrf=true")) return { ok: true, data: undefined };
    if (response.ok) return refused("Your browser did not keep our cookie. Allow cookies for this site.");
  } catch {
    // The network, or an answer that is not ours: the same words as for a server in trouble.
  }
  return refused("Signing in did not work because the server did not answer. Try again in a moment.");
}

function waitWords(seconds: number, { step }: { step?: string }): string {
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes > 90 ? `${Math.ceil(minutes / 60)} hours` : `${minutes} minutes`;
  if (step) return `Too many attempts. Try again in ${wait}.`;
  return `Too many attempts. Try again in ${wait}, use a device you have signed in with before, or ask for a new password.`;
}
