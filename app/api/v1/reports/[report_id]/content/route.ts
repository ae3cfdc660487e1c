import { queryOf } from "@/app/_http/body";
import { reportResponse } from "@/app/_http/report-response";
import { handler, resource } from "@/app/_http/route";
import { exportReport } from "@/lib/assessment/report/read-report";

/** A report in one of its formats: HTML to look at, everything else to keep. */
const content = handler(async (request, params, caller) => {
  const { format } = queryOf(request.url);
  const report = await exportReport(caller, {
    report_id: String(params.report_id),
    format: (format ?? "html") as "html",
  });
  return reportResponse(report);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: content });
