import { handler, resource } from "@/app/_http/route";
import { openExhibit } from "@/lib/intelligence/cases/open-exhibit";
import { contentHeaders } from "@/lib/vault/content-headers";

/** The exhibit itself, as a download. */
const content = handler(async (request, params, caller) => {
  const { file, body } = await openExhibit(caller, { exhibit_id: params.exhibit_id });
  if (request.method === "HEAD") await body.cancel();
  return new Response(request.method === "HEAD" ? null : body, { headers: contentHeaders(file, false) });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: content });
