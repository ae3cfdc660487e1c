"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { act } from "@/app/_http/action";
import { forgetSession } from "@/app/_http/forget-session";
import { endDevice } from "@/lib/identity/end-device";
import { endOwnDevices } from "@/lib/identity/end-own-devices";

/** Signs one device out; returns what kept it from that. */
export async function endDeviceAction(sessionId: number): Promise<string | undefined> {
  const result = await act(endDevice, { sessionId });
  revalidatePath("/account/security");
  // Gone already is what was wanted.
  return result.ok || result.fault.code === "not_found" ? undefined : result.fault.message;
}

/** Signs out everywhere else. */
export async function endOtherDevicesAction(): Promise<string | undefined> {
  const result = await act(endOwnDevices, {});
  revalidatePath("/account/security");
  return result.ok ? undefined : result.fault.message;
}

/** Signs out everywhere, here too. */
export async function endAllDevicesAction(): Promise<string | undefined> {
  const result = await act(endOwnDevices, { includingThis: true });
  if (!result.ok) return result.fault.message;
  await forgetSession();
  redirect("/sign-in?notice=signed-out");
}
