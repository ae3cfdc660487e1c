import { resource, route } from "@/app/_http/route";
import { deleteQuestionnaireDraft } from "@/lib/assessment/delete-questionnaire-draft";
import { exportQuestionnaire } from "@/lib/assessment/export-questionnaire";
import { contentDisposition } from "@/lib/vault/content-headers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(exportQuestionnaire, {
    body: (document) => JSON.stringify(document, null, 2),
    headers: ({ slug, version }) => ({
      "content-disposition": contentDisposition("attachment", `${slug}-${version.replace(/[^\w.+-]+/g, "-")}.json`),
    }),
  }),
  DELETE: route(deleteQuestionnaireDraft),
});
