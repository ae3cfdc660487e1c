import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";
import { saveResponseWithEvidence } from "@/lib/assessment/save-response-with-evidence";
import { formBody, isJson, jsonBody, mediaType } from "./body";
import { formParts } from "./multipart";
import { respondJson } from "./respond";

type Input = Parameters<typeof saveQuestionnaireResponse>[1];

/** The three ways to hand in an answer: JSON, a form, or a form with files. */
async function save(request: Request, caller: Caller) {
  const type = mediaType(request);
  if (isJson(type)) return saveQuestionnaireResponse(caller, (await jsonBody(request)) as Input);
  if (type === "multipart/form-data") return saveResponseWithEvidence(caller, formParts(request));
  if (type === "application/x-www-form-urlencoded") {
    return saveQuestionnaireResponse(caller, (await formBody(request)) as unknown as Input);
  }
  throw new Fault("unsupported_media_type", "Send JSON, application/x-www-form-urlencoded or multipart/form-data.");
}

/** 201 for a new answer, 200 for one that was there. */
export async function saveResponse(request: Request, _params: unknown, caller: Caller): Promise<Response> {
  const saved = await save(request, caller);
  return respondJson(saved, saved.created ? 201 : 200);
}
