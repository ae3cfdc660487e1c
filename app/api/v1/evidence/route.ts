import { placeOfFile, rawFile } from "@/app/_http/raw-file";
import { respondJson } from "@/app/_http/respond";
import { handler, resource, route } from "@/app/_http/route";
import { listResponseEvidence } from "@/lib/assessment/list-response-evidence";
import { storeEvidence } from "@/lib/assessment/store-evidence";

/** `?response_id=` links the file at once; `?product_id=` keeps it for the answer that will be saved next. */
const upload = handler(async (request, _params, caller) =>
  respondJson(await storeEvidence(caller, { ...placeOfFile(request.url), ...rawFile(request) }), 201),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listResponseEvidence),
  POST: upload,
});
