import { z } from "zod";
import { createReport } from "@/lib/assessment/report/create-report";
import { listReports } from "@/lib/assessment/report/list-reports";
import { exportReport } from "@/lib/assessment/report/read-report";
import { sectionNames } from "@/lib/assessment/report/report-input";
import { verifyReport } from "@/lib/assessment/report/verify-report";
import { nextCursor, time } from "./answers";
import { idempotency, page, withWords, type Operation } from "./operation";

const sha256 = z.string().length(64);
const reportSchema = z
  .strictObject({
    id: z.int(),
    product_id: z.int(),
    snapshot_id: z.int().describe("What it shows."),
    title: z.string(),
    sections: z.array(z.enum(sectionNames)),
    content_hash: sha256.describe("SHA-256 of what it says: of its JSON, byte for byte."),
    made_by: z.string(),
    created_at: time,
    pdf: z.strictObject({ sha256, size: z.int() }).nullable().describe("Null until it is printed."),
  })
  .meta({ id: "Report" });

const ofProduct = listReports.input.pick({ product_id: true });

/** Reports, by method and address. */
export const reportOperations: Record<string, Operation> = {
  "GET /api/v1/products/{product_id}/reports": {
    id: "listReports",
    tag: "Reports",
    summary: "List a product's reports, newest first",
    scope: "products:read",
    path: ofProduct,
    query: withWords(listReports.input, page, ["product_id"]),
    answers: {
      200: {
        description: "A page of reports.",
        schema: z.strictObject({ reports: z.array(reportSchema), next_cursor: nextCursor }).meta({ id: "Reports" }),
      },
    },
  },
  "POST /api/v1/products/{product_id}/reports": {
    id: "createReport",
    tag: "Reports",
    summary: "Make a report",
    description: "What it says is kept and never changes. Its PDF comes by the job that is named.",
    scope: "products:write",
    path: ofProduct,
    header: idempotency,
    body: {
      "application/json": {
        schema: withWords(
          createReport.input,
          {
            snapshot_id: "Standard: the product as it stands now, of which a snapshot is taken.",
            sections: "Standard: those the organization has chosen, or all.",
            pdf: "Whether to print it as well.",
          },
          ["product_id"],
        ),
        example: { title: "Payment Gateway, second quarter", sections: ["summary", "scores", "findings"] },
      },
    },
    answers: {
      201: {
        description: "The report.",
        schema: z
          .strictObject({ id: z.int(), snapshot_id: z.int(), title: z.string(), job_id: z.int().nullable() })
          .meta({ id: "CreatedReport" }),
        headers: ["Location"],
      },
    },
    refusals: [409],
  },
  "GET /api/v1/reports/{report_id}/content": {
    id: "exportReport",
    tag: "Reports",
    summary: "Take a report out: HTML, PDF, DOCX, XLSX or JSON",
    description: "The JSON is the text whose SHA-256 the report states.",
    scope: "products:read",
    path: exportReport.input.pick({ report_id: true }),
    query: z.object({ format: exportReport.input.shape.format.optional().describe("Standard: html.") }),
    answers: { 200: { description: "The file.", mediaType: "text/html" } },
    refusals: [409],
  },
  "GET /api/v1/reports/{report_id}/verification": {
    id: "verifyReport",
    tag: "Reports",
    summary: "Compute a report's hash anew",
    scope: "products:read",
    path: verifyReport.input,
    answers: {
      200: {
        description: "Whether it holds.",
        schema: z
          .strictObject({
            report_id: z.int(),
            unaltered: z.boolean(),
            content_hash: sha256,
            computed_hash: sha256,
          })
          .meta({ id: "ReportVerification" }),
      },
    },
  },
};
