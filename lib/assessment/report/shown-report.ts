import type { BrandingRow } from "@/db/queries/assessment/report-branding";
import { config } from "@/lib/kernel/config";
import type { Branding, ReportDocument } from "@/lib/report/document";
import type { ReportContent } from "./report-content";
import { reportDocument } from "./report-document";
import type { ReportSection } from "./report-input";

/** The colour of reports whose organization has chosen none. */
export const STANDARD_COLOUR = "#3a56d4";

/** A report as it is shown, for any format to be rendered from. */
export const shownReport = (report: {
  title: string;
  sections: ReportSection[];
  content_hash: string;
  content: ReportContent;
  branding: BrandingRow;
}): ReportDocument =>
  reportDocument(
    report.content,
    {
      title: report.title,
      sections: report.sections,
      contentHash: report.content_hash,
      verifyAt: `${config().authUrl}/verify/${report.content_hash}`,
    },
    brandingOf(report.branding),
  );

const brandingOf = (row: BrandingRow): Branding => ({
  name: row.name,
  colour: row.colour ?? STANDARD_COLOUR,
  logo:
    row.logo === null
      ? null
      : { bytes: row.logo, mediaType: row.logo_type!, width: row.logo_width!, height: row.logo_height! },
});
