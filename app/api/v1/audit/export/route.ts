import { queryOf } from "@/app/_http/body";
import { handler, resource } from "@/app/_http/route";
import { exportAuditCsv } from "@/lib/audit/export-audit-csv";

/** The filtered trail as a CSV file, streamed: it may be millions of rows. */
const exported = handler(async (request, _params, caller) => {
  const pieces = await exportAuditCsv(caller, queryOf(request.url));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  const day = new Date().toISOString().slice(0, 10);
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="audit-trail-${day}.csv"`,
    },
  });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: exported });
