import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { safePath } from "@/app/_http/safe-path";
import { pageCaller } from "@/app/_http/page";
import { maybeActor } from "@/app/_http/visitor";
import { AuthFrame } from "@/components/frame/auth-frame";
import { FormError, Notice } from "@/components/ui/form-error";
import { passkeysArePossible } from "@/lib/identity/factors/relying-party";
import { needsSetup } from "@/lib/identity/set-up";
import { hasSso } from "@/lib/identity/sso/offer-sso";
import { config } from "@/lib/kernel/config";
import { SignInForm } from "./_components/sign-in-form";
import { ssoRefusals } from "./sso-refusals";

export const metadata: Metadata = { title: "Sign in" };

const DEMO = ["client@demo.test", "lead@demo.test", "superuser@demo.test", "analyst@demo.test"];

const notices: Record<string, string> = {
  "signed-out": "You are signed out.",
  "password-changed": "Your password is changed. Sign in with the new one.",
  "set-up": "SecureSphere is set up. Sign in with your new account.",
};

type Search = Promise<{ next?: string; callbackUrl?: string; notice?: string; sso?: string }>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, callbackUrl, notice, sso } = await searchParams;
  const { authUrl, demo } = config();
  const target = safePath(next ?? callbackUrl, authUrl);
  if (await maybeActor()) redirect(target);
  const words = notice === undefined ? undefined : notices[notice];
  const refusal = sso === undefined ? undefined : ssoRefusals.get(sso);
  const caller = await pageCaller();
  const [isEmpty, offersSso] = await Promise.all([needsSetup(), hasSso(caller, {})]);
  return (
    <AuthFrame title="Sign in">
      {words && (
        <Notice tone="success" className="mb-4">
          {words}
        </Notice>
      )}
      {refusal && <FormError className="mb-4">{refusal}</FormError>}
      {isEmpty && (
        <Notice className="mb-4">
          Nobody has an account yet. The server printed the address where the first one is made when it started.
        </Notice>
      )}
      <SignInForm next={target} logins={demo ? DEMO : []} passkeys={passkeysArePossible()} sso={offersSso} />
    </AuthFrame>
  );
}
