import { rawFile } from "@/app/_http/raw-file";
import { handler, resource } from "@/app/_http/route";
import { storeEvidence } from "@/lib/assessment/store-evidence";

/** `?response_id=` links the file at once; `?product_id=` keeps it for the answer that will be saved next. */
const upload = handler(async (request, _params, caller) => {
  const query = new URL(request.url).searchParams;
  const productId = query.get("product_id") ?? undefined;
  const responseId = query.get("response_id") ?? undefined;
  return Response.json(await storeEvidence(caller, { productId, responseId, ...rawFile(request) }), {
    status: 201,
    headers: { "cache-control": "private, no-store", "x-content-type-options": "nosniff" },
  });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: upload });
