"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { submitResponses } from "@/lib/assessment/submit-responses";

export async function submitChangedAction(input: z.input<typeof submitResponses.input>) {
  return act(submitResponses, input);
}
