import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { signOutAction } from "@/app/(auth)/sign-out/actions";
import { AuthFrame } from "@/components/frame/auth-frame";
import { Button } from "@/components/ui/button";
import { getCurrentActor } from "@/lib/identity/get-current-actor";
import { FirstPasswordForm } from "./_components/first-password-form";

export const metadata: Metadata = { title: "Change password" };

/** Where an account is led whose password was made by somebody else. */
export default async function ChangePasswordPage() {
  const actor = await load(getCurrentActor, {});
  return (
    <AuthFrame
      title="Choose your own password"
      description={
        actor.mustChangePassword
          ? "The one you signed in with was made for you. Choose one that only you know, then go on."
          : "Your other devices will be signed out."
      }
      footer={
        <form action={signOutAction}>
          <Button type="submit" variant="ghost">
            Sign out
          </Button>
        </form>
      }
    >
      <FirstPasswordForm />
    </AuthFrame>
  );
}
