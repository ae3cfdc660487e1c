import { z } from "zod";
import { listTemplateRows } from "@/db/queries/intelligence/case-templates";
import { query } from "@/lib/kernel/query";
import { canSeeTemplates } from "./case-policy";

/** Templates that a list shows. */
const MOST = 200;

/** What cases can begin with, by name. */
export const listTemplates = query({
  action: "intelligence.case-template.list",
  input: z.object({}),
  allow: canSeeTemplates,
  run: async ({ tx }) => ({ templates: await listTemplateRows(tx, MOST) }),
});

export type CaseTemplate = Awaited<ReturnType<typeof listTemplates>>["templates"][number];
