import { placeOfFile, rawFile } from "@/app/_http/raw-file";
import { respondJson } from "@/app/_http/respond";
import { handler, resource, route, type Handler } from "@/app/_http/route";
import { listEvidenceLibrary } from "@/lib/assessment/list-evidence-library";
import { listResponseEvidence } from "@/lib/assessment/list-response-evidence";
import { storeEvidence } from "@/lib/assessment/store-evidence";
import { storeLibraryEvidence } from "@/lib/assessment/store-library-evidence";

const ofResponse = route(listResponseEvidence);
const library = route(listEvidenceLibrary);

/** The files of an answer where one is named, else the library. */
const list: Handler = (request, context) =>
  new URL(request.url).searchParams.has("response_id") ? ofResponse(request, context) : library(request, context);

/**
 * `?response_id=` links the file at once; `?product_id=` keeps it for the answer that will be saved next.
 * `?organization_id=` keeps it in that library, `?replaces_id=` as the next edition of a document there.
 */
const upload = handler(async (request, _params, caller) => {
  const place = placeOfFile(request.url);
  const kept = place.organizationId ?? place.replacesId;
  const store = kept === undefined ? storeEvidence : storeLibraryEvidence;
  return respondJson(await store(caller, { ...place, ...rawFile(request) }), 201);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: list, POST: upload });
