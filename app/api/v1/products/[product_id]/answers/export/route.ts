import { handler, resource, standardInput } from "@/app/_http/route";
import { exportAnswers } from "@/lib/assessment/export-answers";
import { contentDisposition } from "@/lib/vault/content-headers";
import type { z } from "zod";

/** The questionnaire of a product with its answers as a file: XLSX, CSV or .samm. */
const exported = handler(async (request, params, caller) => {
  const input = (await standardInput(request, params)) as z.input<typeof exportAnswers.input>;
  const { filename, mediaType, body } = await exportAnswers(caller, input);
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: { "content-type": mediaType, "content-disposition": contentDisposition("attachment", filename) },
  });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: exported });
