"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { keepExposure } from "@/lib/assessment/exposures/keep-exposure";
import { moveEvidence } from "@/lib/assessment/move-evidence";
import { requestEvidence } from "@/lib/assessment/request-evidence";
import { resolveEvidenceRequest } from "@/lib/assessment/resolve-evidence-request";
import { updateEvidence } from "@/lib/assessment/update-evidence";

export async function requestEvidenceAction(input: z.input<typeof requestEvidence.input>) {
  return act(requestEvidence, input);
}

export async function resolveRequestAction(input: z.input<typeof resolveEvidenceRequest.input>) {
  return act(resolveEvidenceRequest, input);
}

export async function updateEvidenceAction(input: z.input<typeof updateEvidence.input>) {
  return act(updateEvidence, input);
}

export async function moveEvidenceAction(input: z.input<typeof moveEvidence.input>) {
  return act(moveEvidence, input);
}

export async function keepExposureAction(input: z.input<typeof keepExposure.input>) {
  return act(keepExposure, input);
}
