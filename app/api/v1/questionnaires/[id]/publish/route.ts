import { resource, route } from "@/app/_http/route";
import { publishQuestionnaireVersion } from "@/lib/assessment/publish-questionnaire-version";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(publishQuestionnaireVersion, { input: async (_request, { id }) => ({ id }) }),
});
