import { createHash } from "node:crypto";
import { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { findBranding } from "@/db/queries/assessment/report-branding";
import { findReport, findReportContent, findReportFile, keepReportFile } from "@/db/queries/assessment/reports";
import type { Actor } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "../policy";
import type { ReportContent } from "./report-content";
import { reportFormats, type ReportSection } from "./report-input";

type Found = NonNullable<Awaited<ReturnType<typeof findReport>>>;

const ofProduct = (actor: Actor, report: Found) => canSeeProduct(actor, { organizationId: report.organization_id });

async function whole(tx: Parameters<typeof findReport>[0], report: Found) {
  const [content, branding] = await Promise.all([
    findReportContent<ReportContent>(tx, report.id),
    findBranding(tx, report.organization_id),
  ]);
  return { ...report, sections: report.sections as ReportSection[], content: content!, branding: branding! };
}

/** All of a report, with how it is to look: for what renders it. */
export const readReport = query({
  action: "assessment.report.read",
  subject: "report",
  input: z.object({ report_id: id() }),
  target: (tx, input) => findReport(tx, input.report_id),
  allow: ofProduct,
  run: ({ tx, target }) => whole(tx, target),
});

/**
 * The same for somebody who takes it out of the house, which the trail notes; with its print where that is asked for.
 * @throws Fault conflict for a PDF that is not printed
 */
export const exportReport = command({
  action: "assessment.report.export",
  scope: "products:read",
  subject: "report",
  input: z.object({ report_id: id(), format: z.enum(reportFormats) }),
  target: (tx, input) => findReport(tx, input.report_id),
  allow: ofProduct,
  run: async ({ tx, target }, { format }) => {
    const print = format === "pdf" ? await findReportFile(tx, target.id, "pdf") : undefined;
    if (format === "pdf" && !print) throw new Fault("conflict", "This report is not printed as PDF yet.");
    await logEvent(tx, {
      action: "EXPORT",
      table: "reports",
      recordId: target.id,
      organizationId: target.organization_id,
      details: { format, title: target.title, content_hash: target.content_hash },
    });
    return { ...(await whole(tx, target)), format, print };
  },
});

/** Keeps a report as it was printed. */
export const keepPrint = command({
  action: "assessment.report.keep-print",
  subject: "report",
  input: z.object({ report_id: id(), content: z.custom<Buffer>(Buffer.isBuffer) }),
  target: (tx, input) => findReport(tx, input.report_id),
  allow: ofProduct,
  run: ({ tx, target }, { content }) =>
    keepReportFile(tx, target.id, { sha256: createHash("sha256").update(content).digest("hex"), content }),
});
