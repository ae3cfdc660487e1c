import { handler, resource } from "@/app/_http/route";
import { openTrailExport } from "@/lib/audit/export-trail";
import { contentDisposition } from "@/lib/vault/content-headers";

const types = { jsonl: "application/x-ndjson; charset=utf-8", csv: "text/csv; charset=utf-8; header=present" };

/** The file of an export that is finished. */
const content = handler(async (_request, params, caller) => {
  const { filename, format, size, body } = await openTrailExport(caller, { job_id: String(params.job_id) });
  return new Response(body, {
    headers: {
      "content-type": types[format],
      "content-length": String(size),
      "content-disposition": contentDisposition("attachment", filename),
    },
  });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: content });
