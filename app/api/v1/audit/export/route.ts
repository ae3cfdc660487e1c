import { queryOf } from "@/app/_http/body";
import { handler, resource } from "@/app/_http/route";
import { textFile } from "@/app/_http/text-file";
import { exportAuditCsv } from "@/lib/audit/export-audit-csv";

/** The filtered trail as a CSV file, streamed: it may be millions of rows. */
const exported = handler(async (request, _params, caller) =>
  textFile(await exportAuditCsv(caller, queryOf(request.url)), {
    name: "audit-trail",
    ending: "csv",
    type: "text/csv; charset=utf-8; header=present",
  }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: exported });
