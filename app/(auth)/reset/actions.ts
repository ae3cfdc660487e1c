"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { requestReset } from "@/lib/identity/request-reset";

/** Asks for a link; the answer is the same whether there is such an account or not. */
export async function requestResetAction(input: z.input<typeof requestReset.input>) {
  return act(requestReset, input);
}
