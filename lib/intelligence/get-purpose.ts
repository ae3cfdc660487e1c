import { z } from "zod";
import { findPurpose } from "@/db/queries/intelligence/purposes";
import { query } from "@/lib/kernel/query";
import { inIntelligence } from "./policy";

/** Why the actor looks at present; null: it has yet to be said. */
export const getPurpose = query({
  action: "intelligence.purpose.get",
  scope: "intelligence:read",
  input: z.object({}),
  allow: inIntelligence,
  run: async ({ tx }) => (await findPurpose(tx)) ?? null,
});
