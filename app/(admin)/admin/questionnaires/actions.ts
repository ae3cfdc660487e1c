"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { publishQuestionnaireVersion } from "@/lib/assessment/publish-questionnaire-version";

export async function publishQuestionnaireAction(input: z.input<typeof publishQuestionnaireVersion.input>) {
  const result = await act(publishQuestionnaireVersion, input);
  if (result.ok) revalidatePath("/admin/questionnaires");
  return result;
}
