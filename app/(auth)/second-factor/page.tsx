import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signOutAction } from "@/app/(auth)/sign-out/actions";
import { load } from "@/app/_http/page";
import { AuthFrame } from "@/components/frame/auth-frame";
import { Button } from "@/components/ui/button";
import { listFactors } from "@/lib/identity/factors/list-factors";
import { getCurrentActor } from "@/lib/identity/get-current-actor";
import { FirstFactor } from "./_components/first-factor";

export const metadata: Metadata = { title: "Add a second factor" };

/** Where an account is led that must have a second factor and has none. */
export default async function SecondFactorPage() {
  const actor = await load(getCurrentActor, {});
  if (actor.mustChangePassword) redirect("/change-password");
  const { passkeysArePossible } = await load(listFactors, {});
  return (
    <AuthFrame
      title="Add a second factor"
      description={
        actor.mustAddFactor
          ? "A password alone is not enough here. Add something that only you have, then go on."
          : "Your account is ready. You manage its second factors under Account."
      }
      footer={
        <form action={signOutAction}>
          <Button type="submit" variant="ghost">
            Sign out
          </Button>
        </form>
      }
    >
      <FirstFactor isDue={actor.mustAddFactor} passkeys={passkeysArePossible} />
    </AuthFrame>
  );
}
