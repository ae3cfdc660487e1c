"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { decideDetections } from "@/lib/intelligence/decide-detection";

export async function decideAction(input: z.input<typeof decideDetections.input>) {
  return act(decideDetections, input);
}
