import { z } from "zod";
import { findBranding } from "@/db/queries/assessment/report-branding";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "../policy";
import { sectionNames, type ReportSection } from "./report-input";
import { STANDARD_COLOUR } from "./shown-report";

/** How an organization's reports look; `version` is 0 while it has chosen nothing. The logo comes as a data URL. */
export const getBranding = query({
  action: "assessment.branding.get",
  subject: "organization",
  input: z.object({ organization_id: id() }),
  target: (tx, input) => findBranding(tx, input.organization_id),
  allow: (actor, { organization_id }) => canSeeProduct(actor, { organizationId: organization_id }),
  run: async ({ target }) => ({
    organization_id: target.organization_id,
    version: target.version,
    name: target.name,
    colour: target.colour ?? STANDARD_COLOUR,
    sections: (target.sections as ReportSection[] | null) ?? [...sectionNames],
    logo: target.logo && `data:${target.logo_type};base64,${target.logo.toString("base64")}`,
  }),
});
