import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, organizationId, tenantPolicies } from "@/db/columns";
import { reports } from "./reports";

/** A report as it was printed: the very bytes, so that a copy can be held against them. */
export const reportFiles = pgTable(
  "report_files",
  {
    id: id(),
    organizationId: organizationId(),
    reportId: integer("report_id").notNull(),
    format: text("format", { enum: ["pdf"] }).notNull(),
    sha256: text("sha256").notNull(),
    size: integer("size").notNull(),
    content: bytea("content").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("report_files_report_id_format_key").on(t.reportId, t.format),
    foreignKey({
      name: "report_files_report_fk",
      columns: [t.organizationId, t.reportId],
      foreignColumns: [reports.organizationId, reports.id],
    }),
    index("report_files_report_idx").on(t.organizationId, t.reportId),
    index("report_files_sha256_idx").on(t.sha256),
    ...tenantPolicies(),
  ],
);
