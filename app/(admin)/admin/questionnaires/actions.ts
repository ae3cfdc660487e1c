"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { createQuestionnaire } from "@/lib/assessment/create-questionnaire";
import { deleteQuestionnaireDraft } from "@/lib/assessment/delete-questionnaire-draft";
import { publishQuestionnaireVersion } from "@/lib/assessment/publish-questionnaire-version";
import { saveQuestionnaireDraft } from "@/lib/assessment/save-questionnaire-draft";
import { startQuestionnaireDraft } from "@/lib/assessment/start-questionnaire-draft";

export async function publishQuestionnaireAction(input: z.input<typeof publishQuestionnaireVersion.input>) {
  const result = await act(publishQuestionnaireVersion, input);
  if (result.ok) revalidatePath("/admin/questionnaires");
  return result;
}

export async function deleteDraftAction(input: z.input<typeof deleteQuestionnaireDraft.input>) {
  const result = await act(deleteQuestionnaireDraft, input);
  if (result.ok) revalidatePath("/admin/questionnaires");
  return result;
}

export async function saveDraftAction(input: z.input<typeof saveQuestionnaireDraft.input>) {
  return act(saveQuestionnaireDraft, input);
}

export async function startDraftAction(input: z.input<typeof startQuestionnaireDraft.input>) {
  const result = await act(startQuestionnaireDraft, input);
  if (result.ok) revalidatePath("/admin/questionnaires");
  return result;
}

export async function createQuestionnaireAction(input: z.input<typeof createQuestionnaire.input>) {
  const result = await act(createQuestionnaire, input);
  if (result.ok) revalidatePath("/admin/questionnaires");
  return result;
}
