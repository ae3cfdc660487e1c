"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { unsubscribe } from "@/lib/notify/unsubscribe";

export async function unsubscribeAction(input: z.input<typeof unsubscribe.input>) {
  return act(unsubscribe, input);
}
