"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { setPurpose } from "@/lib/intelligence/set-purpose";

export async function setPurposeAction(input: z.input<typeof setPurpose.input>) {
  return act(setPurpose, input);
}
