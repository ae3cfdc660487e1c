import { z } from "zod";
import { listClientOrganizations } from "@/db/queries/assessment/product-people";
import { id, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { inAssessment } from "./policy";

/** Client organizations within reach whose name contains `q`, the first twenty: for filters and for whose product it is. */
export const listProductOrganizations = query({
  action: "assessment.organization.list",
  input: z.object({ q: text(200).default(""), organization_id: id().optional() }),
  allow: inAssessment,
  run: async ({ tx }, input) => ({
    organizations: await listClientOrganizations(tx, input.q, input.organization_id ?? null),
  }),
});
