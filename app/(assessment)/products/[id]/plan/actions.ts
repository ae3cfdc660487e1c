"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { createAction } from "@/lib/assessment/create-action";
import { saveTargets } from "@/lib/assessment/save-targets";
import { updateAction } from "@/lib/assessment/update-action";

export async function createActionAction(input: z.input<typeof createAction.input>) {
  return act(createAction, input);
}

export async function updateActionAction(input: z.input<typeof updateAction.input>) {
  return act(updateAction, input);
}

export async function saveTargetsAction(input: z.input<typeof saveTargets.input>) {
  return act(saveTargets, input);
}
