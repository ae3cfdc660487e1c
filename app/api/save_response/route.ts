import { resource, route } from "@/app/_http/route";
import { saveResponseInput } from "@/app/_http/save-response-input";
import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(saveQuestionnaireResponse, { input: saveResponseInput, status: ({ created }) => (created ? 201 : 200) }),
});
