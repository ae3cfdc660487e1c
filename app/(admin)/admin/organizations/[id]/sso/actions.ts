"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { checkIssuer } from "@/lib/identity/sso/check-issuer";
import { saveSso } from "@/lib/identity/sso/save-sso";

export async function saveSsoAction(input: z.input<typeof saveSso.input>) {
  const result = await act(saveSso, input);
  if (result.ok) revalidatePath("/admin", "layout");
  return result;
}

export async function checkIssuerAction(input: z.input<typeof checkIssuer.input>) {
  return act(checkIssuer, input);
}
