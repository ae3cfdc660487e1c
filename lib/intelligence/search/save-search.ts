import { countSavedSearches, saveSearchRow } from "@/db/queries/intelligence/saved-searches";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { saveSearchInput } from "./search-input";
import { canKeepSearches } from "./search-policy";

/** Searches one person keeps. */
const MOST_KEPT = 50;

/**
 * Keeps a search under a name; one of that name is replaced. With `alerts` its owner is told once when messages come in that
 * it finds, and again after having looked.
 */
export const saveSearch = command({
  action: "intelligence.search.save",
  input: saveSearchInput,
  allow: canKeepSearches,
  run: async ({ tx, actor }, { name, q, alerts }) => {
    if ((await countSavedSearches(tx)) >= MOST_KEPT)
      throw new Fault("conflict", `You keep ${MOST_KEPT} searches. Forget one first.`);
    return { id: await saveSearchRow(tx, { organizationId: actor.organizationId, name, query: q, alerts }) };
  },
});
