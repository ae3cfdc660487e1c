import { queryOf } from "@/app/_http/body";
import { rawBody } from "@/app/_http/raw-file";
import { respondJson } from "@/app/_http/respond";
import { handler, resource } from "@/app/_http/route";
import { importAnswersFile } from "@/lib/assessment/import-answers";

/** The file is the body; `?dry_run=1` only says what would be changed. */
const upload = handler(async (request, params, caller) =>
  respondJson(await importAnswersFile(caller, params.product_id, rawBody(request), queryOf(request.url))),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: upload });
