import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { pageCaller } from "@/app/_http/page";
import { safePath } from "@/app/_http/safe-path";
import { cookieName, readCookie } from "@/app/_http/session";
import { AuthFrame } from "@/components/frame/auth-frame";
import { askSecondFactor } from "@/lib/identity/factors/ask-second-factor";
import { config } from "@/lib/kernel/config";
import { SecondStep } from "./_components/second-step";

export const metadata: Metadata = { title: "Sign in" };

type Search = Promise<{ next?: string }>;

/** After the organization's own sign-in, for an account that has a second factor here. */
export default async function SecondStepPage({ searchParams }: { searchParams: Search }) {
  const { next } = await searchParams;
  const pending = readCookie((await headers()).get("cookie") ?? "", cookieName("pending"));
  const asked = pending ? await askSecondFactor(await pageCaller(), { pending }) : undefined;
  if (!asked) redirect("/sign-in?sso=expired");
  return (
    <AuthFrame title="Sign in">
      <SecondStep asked={asked} next={safePath(next, config().authUrl)} />
    </AuthFrame>
  );
}
