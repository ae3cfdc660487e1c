"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { reopenResponse } from "@/lib/assessment/reopen-response";
import { saveLeadComment } from "@/lib/assessment/save-lead-comment";
import { withdrawVerdict } from "@/lib/assessment/withdraw-verdict";

export async function verdictAction(input: z.input<typeof saveLeadComment.input>) {
  return act(saveLeadComment, input);
}

export async function reopenAction(input: z.input<typeof reopenResponse.input>) {
  return act(reopenResponse, input);
}

export async function withdrawAction(input: z.input<typeof withdrawVerdict.input>) {
  return act(withdrawVerdict, input);
}
