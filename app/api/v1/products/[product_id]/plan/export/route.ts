import { handler, resource, standardInput } from "@/app/_http/route";
import { exportPlan } from "@/lib/assessment/export-plan";
import { contentDisposition } from "@/lib/vault/content-headers";
import type { z } from "zod";

/** The plan of a product as a file: CSV, XLSX or OSCAL. */
const exported = handler(async (request, params, caller) => {
  const input = (await standardInput(request, params)) as z.input<typeof exportPlan.input>;
  const { filename, mediaType, body } = await exportPlan(caller, input);
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: { "content-type": mediaType, "content-disposition": contentDisposition("attachment", filename) },
  });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: exported });
