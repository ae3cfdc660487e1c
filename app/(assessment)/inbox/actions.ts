"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { markRead } from "@/lib/notify/mark-read";

export async function markReadAction(input: z.input<typeof markRead.input>) {
  return act(markRead, input);
}
