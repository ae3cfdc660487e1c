import { z } from "zod";
import { findReport } from "@/db/queries/assessment/reports";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canSeeProduct } from "../policy";
import { printReport } from "./print-report";

/**
 * Has a report printed as PDF that is not yet.
 * @throws Fault conflict for one that is
 */
export const startPrint = command({
  action: "assessment.report.print",
  scope: "products:write",
  subject: "report",
  input: z.object({ report_id: id() }),
  target: (tx, input) => findReport(tx, input.report_id),
  allow: (actor, report) => canSeeProduct(actor, { organizationId: report.organization_id }),
  run: async (context) => {
    const { target } = context;
    if (target.pdf_sha256 !== null) throw new Fault("conflict", "This report is printed already.");
    const job = {
      organizationId: target.organization_id,
      title: `PDF of ${target.title}`,
      input: { report_id: target.id },
    };
    return { job_id: await startJob(context, printReport, job) };
  },
});
