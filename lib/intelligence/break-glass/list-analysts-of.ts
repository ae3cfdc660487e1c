import { z } from "zod";
import { listAnalysts } from "@/db/queries/intelligence/case-members";
import { findCase } from "@/db/queries/intelligence/cases";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canAppoint } from "../cases/case-policy";

/** Analysts of the agency of a case: whom a superuser can make its manager. */
export const listAnalystsOf = query({
  action: "intelligence.case-manager.choices",
  subject: "case",
  input: z.object({ case_id: id() }),
  target: (tx, input) => findCase(tx, input.case_id),
  allow: canAppoint,
  run: async ({ tx, target }) => ({ people: await listAnalysts(tx, target.organization_id, "", 200) }),
});
