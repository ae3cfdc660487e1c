"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { setUp } from "@/lib/identity/set-up";

/** Makes the first superuser. */
export async function setUpAction(input: z.input<typeof setUp.input>) {
  return act(setUp, input);
}
