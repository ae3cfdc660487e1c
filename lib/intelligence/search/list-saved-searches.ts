import { z } from "zod";
import { listSavedSearchRows } from "@/db/queries/intelligence/saved-searches";
import { inIntelligence } from "@/lib/intelligence/policy";
import { query } from "@/lib/kernel/query";

/** The searches one keeps, by name, and how many messages each found that came in since it was last opened. */
export const listSavedSearches = query({
  action: "intelligence.search.list",
  input: z.object({}),
  allow: inIntelligence,
  run: async ({ tx }) =>
    (await listSavedSearchRows(tx)).map(({ id, name, query, alerts, fresh, seen_at }) => ({
      id,
      name,
      q: query,
      alerts,
      fresh,
      seen_at: seen_at.toISOString(),
    })),
});
