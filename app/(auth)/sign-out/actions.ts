"use server";

import { redirect } from "next/navigation";
import { act } from "@/app/_http/action";
import { forgetSession } from "@/app/_http/forget-session";
import { signOut } from "@/lib/identity/sign-out";

/** Ends this session and forgets its cookie. */
export async function signOutAction(): Promise<void> {
  const result = await act(signOut, {});
  if (!result.ok && result.fault.code !== "unauthenticated") throw new Error(result.fault.message);
  await forgetSession();
  redirect("/sign-in?notice=signed-out");
}
