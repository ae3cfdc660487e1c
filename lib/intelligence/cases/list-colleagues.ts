import { z } from "zod";
import { listAnalysts } from "@/db/queries/intelligence/case-members";
import { text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canOpenCase } from "./case-policy";

/** Analysts of the caller's own agency, by name: who can be given a case, a part in it, or an exhibit. */
export const listColleagues = query({
  action: "intelligence.colleague.list",
  input: z.object({ q: text(64).default("") }),
  allow: canOpenCase,
  run: async ({ tx, actor }, { q }) => ({ people: await listAnalysts(tx, actor.organizationId, q, 100) }),
});
