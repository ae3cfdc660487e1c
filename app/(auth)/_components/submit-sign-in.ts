import type { SubmitResult } from "@/app/_forms/use-submit";

const refused = (message: string) => ({ ok: false as const, fault: { message } });

/** Logs in over next-auth: fetches its anti-forgery token, then sends login and password. Sets the session's cookie. */
export async function submitSignIn(login: string, password: string): Promise<SubmitResult<void>> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf", { cache: "no-store" })).json()) as {
      csrfToken: string;
    };
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({ csrfToken, login, password, json: "true" }),
    });
    if (response.status === 401) {
      return refused("This user name or e-mail and this password do not belong together.");
    }
    if (response.status === 429) {
      const minutes = Math.ceil(Number(response.headers.get("retry-after") ?? 900) / 60);
      const wait = minutes > 90 ? `${Math.ceil(minutes / 60)} hours` : `${minutes} minutes`;
      return refused(
        `Too many attempts. Try again in ${wait}, use a device you have signed in with before, or ask for a new password.`,
      );
    }
    const { url } = (await response.json()) as { url?: string };
    if (response.ok && url && !url.includes("csrf=true")) return { ok: true, data: undefined };
    if (response.ok) return refused("Your browser did not keep our cookie. Allow cookies for this site.");
  } catch {
    // The network, or an answer that is not ours: the same words as for a server in trouble.
  }
  return refused("Signing in did not work because the server did not answer. Try again in a moment.");
}
