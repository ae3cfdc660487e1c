import { queryOf } from "@/app/_http/body";
import { rawFile } from "@/app/_http/raw-file";
import { respondJson } from "@/app/_http/respond";
import { handler, resource, route } from "@/app/_http/route";
import { importFile } from "@/lib/assessment/import-file";
import { listQuestionnaires } from "@/lib/assessment/list-questionnaires";

/** The file is the body; `?dry_run=1` only says what would be stored. */
const upload = handler(async (request, _params, caller) => {
  const { declaredType: _, signal: __, ...file } = rawFile(request);
  const result = await importFile(caller, file, queryOf(request.url));
  return "id" in result
    ? respondJson(result, 201, { location: `/api/v1/questionnaires/${result.id}` })
    : respondJson(result);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listQuestionnaires), POST: upload });
