import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { AuthFrame } from "@/components/frame/auth-frame";
import { isSetupToken, needsSetup } from "@/lib/identity/set-up";
import { SetupForm } from "./_components/setup-form";

export const metadata: Metadata = { title: "Set up" };

/** Makes the first superuser, for whoever has the address that the start printed. */
export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const { token } = await searchParams;
  if (typeof token !== "string" || !isSetupToken(token)) notFound();
  if (!(await needsSetup())) redirect("/sign-in");
  return (
    <AuthFrame title="Set up SecureSphere" description="The first account administers all others.">
      <SetupForm token={token} />
    </AuthFrame>
  );
}
