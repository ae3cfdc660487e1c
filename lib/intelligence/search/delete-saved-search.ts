import { deleteSavedSearchRow, findSavedSearch } from "@/db/queries/intelligence/saved-searches";
import { command } from "@/lib/kernel/command";
import { savedSearchId } from "./search-input";
import { canKeepSearches } from "./search-policy";

/** Forgets a search of one's own. */
export const deleteSavedSearch = command({
  action: "intelligence.search.delete",
  subject: "search",
  input: savedSearchId,
  target: (tx, { id }) => findSavedSearch(tx, id),
  allow: canKeepSearches,
  run: async ({ tx, target }) => {
    await deleteSavedSearchRow(tx, target.id);
    return { id: target.id };
  },
});
