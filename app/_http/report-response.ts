import { createHash } from "node:crypto";
import type { exportReport } from "@/lib/assessment/report/read-report";
import { shownReport } from "@/lib/assessment/report/shown-report";
import { canonicalJson } from "@/lib/assessment/snapshot-content";
import { renderDocx } from "@/lib/report/render-docx";
import { renderHtml } from "@/lib/report/render-html";
import { renderXlsx } from "@/lib/report/render-xlsx";

type Exported = Awaited<ReturnType<typeof exportReport>>;

const mediaTypes: Record<Exported["format"], string> = {
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
};

/** A report as the response that carries it. Rendered here, when no connection is held any more. */
export async function reportResponse(report: Exported): Promise<Response> {
  const { format } = report;
  const body = await bodyOf(report);
  const name = `${report.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "report"}.${format}`;
  const disposition = format === "html" ? "inline" : "attachment";
  return new Response(body as BodyInit, {
    headers: {
      "content-type": mediaTypes[format],
      "content-disposition": `${disposition}; filename="report.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      ...(format === "html" && { "content-security-policy": policyOf(body as string) }),
    },
  });
}

async function bodyOf(report: Exported): Promise<string | Buffer> {
  switch (report.format) {
    case "pdf":
      return report.print!;
    case "json":
      // The very text whose SHA-256 the report states.
      return canonicalJson(report.content);
    case "html":
      return renderHtml(shownReport(report));
    case "docx":
      return renderDocx(shownReport(report));
    case "xlsx":
      return renderXlsx(shownReport(report));
  }
}

/** Nothing but the page's own style, its font and its logo; no script, no address. */
function policyOf(page: string): string {
  const [, style = ""] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
  const digest = createHash("sha256").update(style, "utf8").digest("base64");
  return `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-modals allow-same-origin`;
}
