import type { Statement, Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

/** A report, but for its content. */
export interface ReportRow {
  id: number;
  organization_id: number;
  product_id: number;
  product: string;
  snapshot_id: number;
  title: string;
  sections: string[];
  content_hash: string;
  made_by: string;
  created_at: Date;
  pdf_sha256: string | null;
  pdf_size: number | null;
}

const columns = `r.id, r.organization_id, r.product_id, p.name as product, r.snapshot_id, r.title, r.sections, r.content_hash, r.created_at,
  ${personName("u")} as made_by, f.sha256 as pdf_sha256, f.size as pdf_size`;
const joins = `reports r join products p on p.organization_id = r.organization_id and p.id = r.product_id
  left join users u on u.id = r.made_by
  left join report_files f on f.report_id = r.id and f.format = 'pdf'`;

const findStatement: Statement = { name: "find_report", text: `select ${columns} from ${joins} where r.id = $1` };

export async function findReport(tx: Tx, reportId: number): Promise<ReportRow | undefined> {
  return (await tx.send<ReportRow>(findStatement, [reportId]))[0];
}

const listStatement: Statement = {
  name: "list_reports",
  text: `select ${columns} from ${joins} where r.product_id = $1 and ($2::integer is null or r.id < $2) order by r.id desc limit $3`,
};

/** A product's reports, the newest first, before `beforeId`. */
export async function listReports(
  tx: Tx,
  productId: number,
  beforeId: number | null,
  limit: number,
): Promise<ReportRow[]> {
  return tx.send<ReportRow>(listStatement, [productId, beforeId, limit]);
}

const insertStatement: Statement = {
  name: "insert_report",
  text: `insert into reports (organization_id, product_id, snapshot_id, title, sections, content, content_hash, made_by)
    values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, app.actor_id()) returning id`,
};

export interface NewReport {
  organizationId: number;
  productId: number;
  snapshotId: number;
  title: string;
  sections: string[];
  /** JSON text. */
  content: string;
  contentHash: string;
}

export async function insertReport(tx: Tx, report: NewReport): Promise<number> {
  const rows = await tx.send<{ id: number }>(insertStatement, [
    report.organizationId,
    report.productId,
    report.snapshotId,
    report.title,
    JSON.stringify(report.sections),
    report.content,
    report.contentHash,
  ]);
  return rows[0]!.id;
}

const contentStatement: Statement = { name: "report_content", text: "select content from reports where id = $1" };

export async function findReportContent<Content>(tx: Tx, reportId: number): Promise<Content | undefined> {
  return (await tx.send<{ content: Content }>(contentStatement, [reportId]))[0]?.content;
}

const fileStatement: Statement = {
  name: "report_file",
  text: "select content from report_files where report_id = $1 and format = $2",
};

export async function findReportFile(tx: Tx, reportId: number, format: "pdf"): Promise<Buffer | undefined> {
  return (await tx.send<{ content: Buffer }>(fileStatement, [reportId, format]))[0]?.content;
}

const keepStatement: Statement = {
  name: "keep_report_file",
  text: `insert into report_files (organization_id, report_id, format, sha256, size, content)
    select organization_id, id, 'pdf', $2, $3, $4 from reports where id = $1
    on conflict (report_id, format) do nothing returning sha256`,
};

/** Keeps a report as it was printed. The first print stays: a second one of the same report changes nothing. */
export async function keepReportFile(tx: Tx, reportId: number, file: { sha256: string; content: Buffer }) {
  await tx.send(keepStatement, [reportId, file.sha256, file.content.length, file.content]);
}

const recognizeStatement: Statement = { name: "recognize_report", text: "select * from app.recognize_report($1)" };

/** What is known of a report to whoever has its hash, or that of its print. */
export interface RecognizedReport {
  what: "content" | "pdf";
  created_at: Date;
  unaltered: boolean;
}

export async function recognizeReport(tx: Tx, sha256: string): Promise<RecognizedReport | undefined> {
  return (await tx.send<RecognizedReport>(recognizeStatement, [sha256]))[0];
}
