"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { keepAnswer } from "@/lib/assessment/keep-answer";
import { submitResponses } from "@/lib/assessment/submit-responses";

export async function submitChangedAction(input: z.input<typeof submitResponses.input>) {
  return act(submitResponses, input);
}

export async function keepAnswerAction(input: z.input<typeof keepAnswer.input>) {
  return act(keepAnswer, input);
}
