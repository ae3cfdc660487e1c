import { z } from "zod";
import { jobKind } from "@/lib/jobs/job";
import { id } from "@/lib/kernel/input";
import { renderHtml } from "@/lib/report/render-html";
import { renderPdf } from "@/lib/report/render-pdf";
import { keepPrint, readReport } from "./read-report";
import { shownReport } from "./shown-report";

/** Prints a report as PDF. Printed once, it stays as it is. */
export const printReport = jobKind({
  kind: "report.print",
  input: z.object({ report_id: id() }),
  run: async ({ caller, input, signal, progress }) => {
    progress(0.1, "Reading the report");
    const report = await readReport(caller, { report_id: input.report_id });
    progress(0.3, "Laying out its pages");
    const content = await renderPdf(renderHtml(shownReport(report)), signal);
    progress(0.9, "Keeping the file");
    await keepPrint(caller, { report_id: input.report_id, content });
    return { report_id: input.report_id };
  },
});
