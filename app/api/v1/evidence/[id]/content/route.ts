import { handler, resource } from "@/app/_http/route";
import { contentHeaders } from "@/lib/vault/content-headers";
import { openEvidence } from "@/lib/vault/open-evidence";
import { readEvidence } from "@/lib/vault/read-evidence";

/** The file itself: a download, or shown in place with `?inline=1` where its type allows. HEAD answers without opening it. */
const content = handler(async (request, params, caller) => {
  const inline = new URL(request.url).searchParams.get("inline") === "1";
  if (request.method === "HEAD") {
    const { evidence } = await readEvidence(caller, { id: String(params.id) });
    return new Response(null, { headers: contentHeaders(evidence, inline) });
  }
  const { evidence, body } = await openEvidence(caller, { id: String(params.id) });
  return new Response(body, { headers: contentHeaders(evidence, inline) });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: content });
