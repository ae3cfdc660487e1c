"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { getThread } from "@/lib/assessment/get-thread";
import { listMentionable } from "@/lib/assessment/list-mentionable";
import { markThreadRead } from "@/lib/assessment/mark-thread-read";
import { saveLeadComment } from "@/lib/assessment/save-lead-comment";

export async function loadThreadAction(input: z.input<typeof getThread.input>) {
  return act(getThread, input);
}

export async function postCommentAction(input: z.input<typeof saveLeadComment.input>) {
  return act(saveLeadComment, input);
}

export async function listMentionableAction(input: z.input<typeof listMentionable.input>) {
  return act(listMentionable, input);
}

export async function markThreadReadAction(input: z.input<typeof markThreadRead.input>) {
  return act(markThreadRead, input);
}
