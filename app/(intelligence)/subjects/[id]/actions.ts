"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { flagSubject } from "@/lib/intelligence/flag-subject";
import { judgeSubjects } from "@/lib/intelligence/judge-subjects";
import { undoJudgement } from "@/lib/intelligence/undo-judgement";

export async function flagAction(input: z.input<typeof flagSubject.input>) {
  return act(flagSubject, input);
}

export async function judgeAction(input: z.input<typeof judgeSubjects.input>) {
  return act(judgeSubjects, input);
}

export async function undoAction(input: z.input<typeof undoJudgement.input>) {
  return act(undoJudgement, input);
}
