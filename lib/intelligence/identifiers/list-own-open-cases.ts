import { z } from "zod";
import { listCasesToAddTo } from "@/db/queries/intelligence/write-identifiers";
import { inIntelligence } from "@/lib/intelligence/policy";
import { query } from "@/lib/kernel/query";

/** The cases into which one may put something now, the newest first: of the register, nothing of what is in them. */
export const listOwnOpenCases = query({
  action: "intelligence.case.list-open",
  input: z.object({}),
  allow: inIntelligence,
  run: async ({ tx }) => (await listCasesToAddTo(tx)).map(({ id, number, title }) => ({ id, number, title })),
});
