import { z } from "zod";
import { findProduct } from "@/db/queries/assessment/products";
import { listReports as findReports, type ReportRow } from "@/db/queries/assessment/reports";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "../policy";
import { accessTo } from "../product";

/** A report in short. `pdf` is null until it is printed. */
const describeReport = (row: ReportRow) => ({
  id: row.id,
  product_id: row.product_id,
  snapshot_id: row.snapshot_id,
  title: row.title,
  sections: row.sections,
  content_hash: row.content_hash,
  made_by: row.made_by,
  created_at: row.created_at.toISOString(),
  pdf: row.pdf_sha256 === null ? null : { sha256: row.pdf_sha256, size: row.pdf_size! },
});

export type Report = ReturnType<typeof describeReport>;

/** One page of a product's reports, the newest first. */
export const listReports = query({
  action: "assessment.report.list",
  scope: "products:read",
  subject: "product",
  input: z.object({ product_id: id(), limit: limit(100, 20), cursor: z.string().max(200).optional() }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, accessTo(product)),
  run: async ({ tx }, input) => {
    const before = decodeCursor(input.cursor, "n")?.[0] as number | undefined;
    const rows = await findReports(tx, input.product_id, before ?? null, input.limit + 1);
    const page = rows.slice(0, input.limit);
    return {
      reports: page.map(describeReport),
      next_cursor: rows.length > page.length ? encodeCursor([page.at(-1)!.id]) : null,
    };
  },
});
