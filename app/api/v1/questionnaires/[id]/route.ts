import { resource, route } from "@/app/_http/route";
import { deleteQuestionnaireDraft } from "@/lib/assessment/delete-questionnaire-draft";
import { exportQuestionnaire } from "@/lib/assessment/export-questionnaire";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(exportQuestionnaire, {
    body: (document) => JSON.stringify(document, null, 2),
    headers: ({ slug, version }) => ({
      "content-disposition": `attachment; filename="${slug}-${version.replace(/[^\w.+-]+/g, "-")}.json"`,
    }),
  }),
  DELETE: route(deleteQuestionnaireDraft),
});
