import { handler, resource } from "@/app/_http/route";
import { contentHeaders } from "@/lib/vault/content-headers";
import { openEvidence } from "@/lib/vault/open-evidence";

/** The file itself: a download, or shown in place with `?inline=1` where its type allows. */
const content = handler(async (request, params, caller) => {
  const { evidence, body } = await openEvidence(caller, { id: String(params.id) });
  const inline = new URL(request.url).searchParams.get("inline") === "1";
  return new Response(body, { headers: contentHeaders(evidence, inline) });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: content });
